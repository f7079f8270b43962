import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { describeDelete } from "./delete-dialog.tsx";

const base = {
  key: keyFromText("/a"),
  value: asValue(Uint8Array.of(1, 2)),
  createRevision: asRevision(int64(3)),
  modRevision: asRevision(int64(7)),
  version: int64(2),
  lease: noLease,
};
const words = (fact: { readonly kv: typeof base | undefined } | undefined, reading = false) =>
  describeDelete(base, { reading, fact }).map(({ text }) => text);

test("a delete says what goes, as it is now", () => {
  expect(words({ kv: base })).toEqual(["Version 2, 2 B. Deletes it only if unchanged since revision 7."]);
  const newer = { ...base, version: int64(3), modRevision: asRevision(int64(9)) };
  expect(words({ kv: newer })).toEqual([
    "Another client changed the key since you opened it.",
    "Version 3, 2 B. Deletes it only if unchanged since revision 9.",
  ]);
});

test("a delete says that the key is gone, is being read, or is not known", () => {
  expect(words({ kv: undefined })).toEqual(["This key no longer exists."]);
  expect(words(undefined, true)).toEqual(["Loading the key…"]);
  expect(words(undefined)[0]).toContain("Could not read the key.");
});
