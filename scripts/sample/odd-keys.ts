/** Keys that break browsers of folders: a key beside a folder of its name, empty names, bytes that are no text. */
import { asKey, asValue } from "@etcd-explorer/shared/model/bytes";
import type { Random } from "./random.ts";
import { textKey, type SampleKey } from "./sample-key.ts";

/** Keys at the root of the keyspace. */
export function oddKeys(random: Random): SampleKey[] {
  return [
    textKey("a", "the key a\n"),
    textKey("/a", "the key /a\n"),
    textKey("a//", "the key a//, whose folder's name is empty\n"),
    textKey("version", ...Array.from({ length: 9 }, (_, at) => `2026.${at + 3}`)),
    { key: asKey(Uint8Array.of(0xff, 0xfe, 0x00, 0x2f)), versions: [asValue(random.bytes(256))] },
  ];
}
