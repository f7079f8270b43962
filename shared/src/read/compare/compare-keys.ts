/** Single keys, read one by one on both sides. */
import type { Key } from "../../model/bytes.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { readInPieces } from "../scan/read-fitting.ts";
import type { CompareRun } from "./compare-run.ts";
import { mergeAndTell } from "./compare-whole.ts";
import type { Lane } from "./ordered-tell.ts";
import { mapKey } from "./prefix-map.ts";
import type { SideName } from "./side.ts";

/** Compares keys, named as on the left, in order; no more than one transaction reads. */
export async function compareKeys(run: CompareRun, keys: readonly Key[], lane: Lane): Promise<void> {
  async function* pagesOf(side: SideName): AsyncGenerator<readonly KeyValue[], void, undefined> {
    const { call, prefix, revision } = run.sides[side];
    const mapped = keys.map((key) => mapKey(key, run.sides.left.prefix, prefix));
    // The key that is the prefix itself has no counterpart below an empty one, and etcd refuses an empty key.
    const own = mapped.filter((key) => key.length > 0);
    for await (const kvs of readInPieces(call, own, { revision, keysOnly: run.byRevision }, run.signal)) {
      const page = kvs.flatMap((kv) => kv ?? []);
      const count = { left: 0, right: 0, [side]: page.length };
      run.expect(count);
      yield page;
      run.advance(count);
    }
  }
  await mergeAndTell(run, lane, { left: pagesOf("left"), right: pagesOf("right") }, !run.byRevision);
}
