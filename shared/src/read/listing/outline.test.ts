import { describe, expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { prefixRange } from "../../model/range.ts";
import type { RangeResponse } from "../../model/txn.ts";
import { slash } from "./child.ts";
import { fakeEtcd } from "../../../test/fake-listing-etcd.ts";
import { spellEntry } from "../../../test/naive-listing.ts";
import { answerKeys, answerPiece, beginSplit, entriesOf, nodeOf, type Node } from "./outline.ts";
import type { KeySpan } from "../../model/key-ranges.ts";

const one = asRevision(int64(1));
const facts = (key: string): KeyFacts => {
  return { key: keyFromText(key), createRevision: one, modRevision: one, version: int64(1), lease: noLease };
};
const folder = { prefix: keyFromText(""), delimiters: slash };
const keys = ["a/1", "a/2", "b", "c/1", "c/2", "c/3"].map((text) => keyFromText(text));
const read = (range: KeySpan, limit: number): Promise<RangeResponse> =>
  fakeEtcd(keys).range({ ...range, limit: int64(limit) });
const between = (key: string, rangeEnd: string): KeySpan => ({
  key: keyFromText(key),
  rangeEnd: keyFromText(rangeEnd),
});
const whole = (): Node => nodeOf({ ...prefixRange(folder.prefix), count: 6, first: facts("a/1") }, folder);
const spell = (...nodes: Node[]) => entriesOf(nodes).map((entry) => spellEntry(entry));
const name = (text: string): string =>
  spellEntry({ kind: "folder", prefix: keyFromText(text), count: 0 }).split(" ")[1] ?? "";

/** Keys that each lie in the last piece of the one before. */
function chain(depth: number): Node {
  let node: Node = nodeOf({ ...between("z", "zz"), count: 1, first: facts("z") }, folder);
  for (let at = 0; at < depth; at++) {
    const { stretch } = node;
    const head = [{ kind: "key", facts: facts("z") }] as const;
    node = {
      stretch: { ...stretch, count: stretch.count + 1 },
      head,
      pieces: [{ range: stretch, answer: node }],
      waiting: 0,
    };
  }
  return node;
}

describe("what is known of a stretch", () => {
  test("is its count alone, until somebody asks", () => {
    expect(spell(whole())).toEqual([`unread ${name("\0")} 6`]);
  });

  test("is its only child at once, where nothing else can follow", () => {
    const { first } = whole().stretch;
    expect(spell(nodeOf({ ...prefixRange(keyFromText("a/")), count: 2, first }, folder))).toEqual([
      `folder ${name("a/")} 2`,
    ]);
    expect(spell(nodeOf({ ...between("b", "c"), count: 1, first: facts("b") }, folder))).toEqual([
      `key ${name("b")} 1`,
    ]);
  });

  test("grows by its pieces in whatever order they are answered, and holds every key at every step", async () => {
    const node = whole();
    const [middle, last] = [between("a0", "c"), between("c", "d")];
    const pieces = beginSplit(node, [middle, last], folder);
    expect(spell(node)).toEqual([`unread ${name("\0")} 6`]);
    const [early, other] = pieces;
    if (early === undefined || other === undefined) throw new Error("two pieces were expected");
    answerPiece(node, other, await read(last, 1), folder);
    expect(spell(node)).toEqual([`unread ${name("\0")} 6`]);
    answerPiece(node, early, await read(middle, 1), folder);
    // The first child was never counted: it is what the pieces do not hold.
    expect(spell(node)).toEqual([`folder ${name("a/")} 2`, `key ${name("b")} 1`, `unread ${name("c")} 3`]);
  });

  test("is all that was read of it; where the answer was cut, its last child belongs to the rest", async () => {
    const node = whole();
    const rest = answerKeys(node, await read(node.stretch, 4), folder);
    expect(rest?.stretch).toMatchObject({ count: 3, first: { key: keyFromText("c/1") } });
    expect(spell(node)).toEqual([`folder ${name("a/")} 2`, `key ${name("b")} 1`, `unread ${name("c/1")} 3`]);
    const another = whole();
    expect(answerKeys(another, await read(another.stretch, 10), folder)).toBeUndefined();
    expect(spell(another)).toEqual([`folder ${name("a/")} 2`, `key ${name("b")} 1`, `folder ${name("c/")} 3`]);
  });

  test("may nest as deep as keys are many", () => {
    expect(entriesOf([chain(100_000)])).toHaveLength(100_001);
  });
});
