import { describe, expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { asRevision, int64 } from "../../model/int64.ts";
import type { Operation, RangeRequest, RangeResponse, TxnRequest, TxnResponse } from "../../model/txn.ts";
import { pinCall } from "./pinned-call.ts";

const key = keyFromText("/a");
const at = asRevision(int64(7));
const header = {
  clusterId: int64(1),
  memberId: int64(2),
  revision: asRevision(int64(90)),
  raftTerm: int64(3),
};
const empty: RangeResponse = { header, kvs: [], more: false, count: int64(0) };

/** A call that answers from revision 90, and what it was asked. */
function recording() {
  const ranges: RangeRequest[] = [];
  const txns: TxnRequest[] = [];
  const call = pinCall(
    {
      range: (request) => {
        ranges.push(request);
        return Promise.resolve(empty);
      },
      txn: (request): Promise<TxnResponse> => {
        txns.push(request);
        const responses = request.success.map(() => ({ kind: "range", response: empty }) as const);
        return Promise.resolve({ header, succeeded: true, responses });
      },
    },
    at,
  );
  return { call, ranges, txns };
}

const read = (request: RangeRequest): Operation => ({ kind: "range", request });
const reads = (...success: readonly Operation[]): TxnRequest => ({ compare: [], success, failure: [] });

describe("a pinned call", () => {
  test("reads its revision, and says so in the answer's header", async () => {
    const { call, ranges } = recording();
    const answer = await call.range({ key, countOnly: true });
    expect(ranges).toEqual([{ key, countOnly: true, revision: at }]);
    expect(answer.header).toEqual({ ...header, revision: at });
  });

  test("reads an older revision that is asked for, and no newer one", async () => {
    const { call, ranges } = recording();
    const older = asRevision(int64(3));
    expect((await call.range({ key, revision: older })).header?.revision).toBe(older);
    await call.range({ key, revision: header.revision });
    await call.range({ key, revision: asRevision(int64(0)) });
    expect(ranges.map(({ revision }) => revision)).toEqual([older, at, at]);
  });

  test("pins every read of a transaction, nested ones too", async () => {
    const { call, txns } = recording();
    const answer = await call.txn(reads(read({ key }), { kind: "txn", request: reads(read({ key })) }));
    const pinned = read({ key, revision: at });
    expect(txns).toEqual([reads(pinned, { kind: "txn", request: reads(pinned) })]);
    expect(answer).toMatchObject({
      header: { revision: at },
      responses: [{ response: { header: { revision: at } } }, {}],
    });
  });

  const put: Operation = { kind: "put", request: { key } };
  const remove: Operation = { kind: "delete", request: { key } };
  test.each<[string, TxnRequest]>([
    ["puts", reads(put)],
    ["deletes", { compare: [], success: [], failure: [remove] }],
    ["puts within another", reads({ kind: "txn", request: reads(put) })],
    [
      "compares with what is now",
      {
        compare: [{ target: "VERSION", key, result: "EQUAL", version: int64(0) }],
        success: [read({ key })],
        failure: [],
      },
    ],
  ])("sends no transaction that %s", async (_what, request) => {
    const { call, txns } = recording();
    await expect(call.txn(request)).rejects.toMatchObject({ failure: { kind: "forbidden", rule: "past" } });
    expect(txns).toEqual([]);
  });
});
