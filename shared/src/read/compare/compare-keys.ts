/** Single keys, read one by one on both sides. */
import type { Key } from "../../model/bytes.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { readKeys } from "../scan/read-keys.ts";
import type { CompareRun } from "./compare-run.ts";
import { mergeAndTell } from "./compare-whole.ts";
import { onePage } from "./merge-pages.ts";
import type { Lane } from "./ordered-tell.ts";
import { mapKey } from "./prefix-map.ts";
import type { SideName } from "./side.ts";

/** Compares keys, named as on the left, in order; no more than one transaction reads. */
export async function compareKeys(run: CompareRun, keys: readonly Key[], lane: Lane): Promise<void> {
  const read = async (side: SideName): Promise<readonly KeyValue[]> => {
    const { call, prefix, revision } = run.sides[side];
    const mapped = keys.map((key) => mapKey(key, run.sides.left.prefix, prefix));
    // The key that is the prefix itself has no counterpart below an empty one, and etcd refuses an empty key.
    const own = mapped.filter((key) => key.length > 0);
    if (own.length === 0) return [];
    const { kvs } = await readKeys(call, own, run.signal, { revision, keysOnly: run.byRevision });
    return kvs.flatMap((kv) => kv ?? []);
  };
  const [left, right] = await Promise.all([read("left"), read("right")]);
  const count = { left: left.length, right: right.length };
  run.expect(count);
  await mergeAndTell(run, lane, { left: onePage(left), right: onePage(right) }, !run.byRevision);
  run.advance(count);
}
