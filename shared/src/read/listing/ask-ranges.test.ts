import { describe, expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { asRevision, int64 } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import { askRanges, type Question } from "./ask-ranges.ts";
import { fakeEtcd } from "../../../test/fake-listing-etcd.ts";
import { inOrder } from "./keyspaces.ts";

const keys = inOrder(Array.from({ length: 300 }, (_, at) => keyFromText(`${at % 100}/${at}`)));
const revision = asRevision(int64(5));
const questions = (count: number): Question[] =>
  Array.from({ length: count }, (_, at) => ({ ...prefixRange(keyFromText(`${at}/`)), limit: 1 }));

describe("asking many ranges", () => {
  test("takes one transaction, keys only, at the revision; answers come in order", async () => {
    const call = fakeEtcd(keys);
    const answers = await askRanges(call, revision, undefined)(questions(100));
    expect(call.calls()).toBe(1);
    expect(answers.map(({ kvs: [first] }) => first?.key)).toEqual(
      questions(100).map(({ key }) => keys.find((known) => known.join().startsWith(key.join()))),
    );
    expect(call.ranges.every((range) => range.keysOnly === true && range.revision === revision)).toBe(true);
  });

  test("takes a plain read for a single one, and nothing for none", async () => {
    const call = fakeEtcd(keys, { maxTxnOps: 0 });
    const ask = askRanges(call, revision, undefined);
    expect(await ask([])).toEqual([]);
    expect(await ask(questions(1))).toMatchObject([{ count: "3" }]);
    expect(call.calls()).toBe(1);
  });

  test("learns how many a server takes at a time, and asks no more again", async () => {
    const call = fakeEtcd(keys, { maxTxnOps: 30 });
    const ask = askRanges(call, revision, undefined);
    expect(await ask(questions(100))).toHaveLength(100);
    const before = call.calls();
    expect(await ask(questions(100))).toHaveLength(100);
    expect(call.calls() - before).toBe(4);
  });

  test("halves what answers too much at once, without asking less ever after", async () => {
    const call = fakeEtcd(keys);
    let sizes: number[] = [];
    const tight: typeof call = {
      ...call,
      txn: (txn, signal) => {
        sizes.push(txn.success.length);
        if (txn.success.length > 60) throw new FailureError({ kind: "too-large", what: "body", limitBytes: 9 });
        return call.txn(txn, signal);
      },
    };
    const ask = askRanges(tight, revision, undefined);
    expect(await ask(questions(100))).toHaveLength(100);
    expect(sizes).toEqual([100, 50, 50]);
    sizes = [];
    await ask(questions(80));
    expect(sizes).toEqual([80, 40, 40]);
  });

  test("asks nothing once it is given up", async () => {
    const call = fakeEtcd(keys);
    await expect(askRanges(call, revision, AbortSignal.abort("gone"))(questions(2))).rejects.toBe("gone");
    expect(call.calls()).toBe(0);
  });
});
