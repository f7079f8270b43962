import { describe, expect, test } from "vitest";
import { keyFromText, valueFromText } from "./bytes.ts";
import { FailureError } from "./failure.ts";
import type { DoneWrite } from "./inverse.ts";
import { asLeaseId, asRevision, int64, noLease } from "./int64.ts";
import type { TxnRequest, TxnResponse } from "./txn.ts";
import { undoWrites } from "./undo-writes.ts";

const lease = asLeaseId(int64(7));
const header = { clusterId: int64(1), memberId: int64(1), revision: asRevision(int64(90)), raftTerm: int64(2) };
const yes: TxnResponse = { header, succeeded: true, responses: [] };
const no: TxnResponse = { header, succeeded: false, responses: [] };
const notFound = new FailureError({ kind: "rejected", status: 404, code: 5, message: "requested lease not found" });

const write = (name: string, revision: number): DoneWrite => ({
  revision: asRevision(int64(revision)),
  changes: [
    {
      key: keyFromText(name),
      before: { value: valueFromText("old"), lease },
      after: { value: valueFromText("new"), lease: noLease },
    },
  ],
});

/** An etcd that answers each transaction in turn, or throws. */
function scripted(answers: readonly (TxnResponse | Error)[], ttlSeconds = 10n) {
  const asked: TxnRequest[] = [];
  const txn = async (request: TxnRequest) => {
    const answer = answers[asked.push(request) - 1] ?? no;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, etcd: { txn, leaseTimeToLive: async () => ({ ttlSeconds }) } };
}

describe("taking writes back", () => {
  test("begins with the newest, and its result can be taken back too", async () => {
    const { asked, etcd } = scripted([yes, yes]);
    const result = await undoWrites(etcd, [write("a", 50), write("b", 51)]);
    expect(asked.map(({ compare }) => compare[0])).toMatchObject([{ modRevision: "51" }, { modRevision: "50" }]);
    expect(result).toMatchObject({ left: [], stop: undefined, undone: [{ revision: "90" }, { revision: "90" }] });
  });

  test("stops at the first that somebody has overwritten, and keeps what is left", async () => {
    const { etcd } = scripted([yes, no]);
    const writes = [write("a", 50), write("b", 51), write("c", 52)];
    const result = await undoWrites(etcd, writes);
    expect(result.left).toEqual(writes.slice(0, 2));
    expect(result.stop).toEqual({ kind: "overtaken", keys: [keyFromText("b")] });
    expect(result.undone).toHaveLength(1);
  });

  test("says which lease has ended, and goes on without it when told to", async () => {
    const ended = scripted([notFound], -1n);
    const writes = [write("a", 50)];
    expect(await undoWrites(ended.etcd, writes)).toEqual({
      undone: [],
      left: writes,
      stop: { kind: "lease-gone", leases: [lease] },
    });
    const without = scripted([yes], -1n);
    expect((await undoWrites(without.etcd, writes, new Set([lease]))).stop).toBeUndefined();
    expect(without.asked[0]?.success).toEqual([
      { kind: "put", request: { key: keyFromText("a"), value: valueFromText("old") } },
    ]);
  });

  test("a failure that is not about a lease stays what it is", async () => {
    const { etcd } = scripted([notFound], 10n);
    expect((await undoWrites(etcd, [write("a", 50)])).stop).toEqual({ kind: "failed", error: notFound });
  });
});

const reads = (text: string, modRevision: number): TxnResponse => {
  const key = keyFromText("a");
  const kv = {
    key,
    value: valueFromText(text),
    lease: text === "old" ? lease : noLease,
    version: int64(3),
    createRevision: asRevision(int64(1)),
    modRevision: asRevision(int64(modRevision)),
  };
  return {
    header,
    succeeded: true,
    responses: [{ kind: "range", response: { kvs: [kv], count: int64(1), more: false } }],
  };
};

describe("an undo whose answer was lost", () => {
  const lost = new FailureError({ kind: "foreign", status: 502, message: "Bad Gateway" });
  test("is found done where the keys are as they were before, and goes on", async () => {
    const { asked, etcd } = scripted([lost, reads("old", 88)]);
    const result = await undoWrites(etcd, [write("a", 50)]);
    expect(result).toMatchObject({ left: [], stop: undefined, undone: [{ revision: "88" }] });
    expect(asked).toHaveLength(2);
  });

  test("is not known where they are not, or cannot be read: it stays, and is not called somebody else's write", async () => {
    for (const answer of [reads("new", 50), lost]) {
      const { etcd } = scripted([lost, answer]);
      const writes = [write("a", 50)];
      expect(await undoWrites(etcd, writes)).toEqual({
        undone: [],
        left: writes,
        stop: { kind: "failed", error: lost },
      });
    }
  });
});
