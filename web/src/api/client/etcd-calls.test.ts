import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { QueryRequest, QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import { asLeaseId, int64 } from "@etcd-explorer/shared/model/int64";
import { describe, expect, test } from "vitest";
import { createClient } from "./client.ts";
import { createEtcdCalls } from "./etcd-calls.ts";
import type { RequestEntry } from "#/lib/request-entry.ts";
import type { Transport } from "./transport.ts";

const unused = () => Promise.reject(new Error("not asked in this test"));

/** A client whose worker answers as it is told, and what was asked and noted. */
function scripted(answer: Partial<QueryResponse> | Failure) {
  const asked: QueryRequest[] = [];
  const noted: RequestEntry[] = [];
  const transport: Transport = {
    config: unused,
    health: unused,
    stream: unused,
    query: async (request) => {
      asked.push(request);
      if ("kind" in answer) throw new FailureError(answer);
      const whole = { success: true, statusCode: 200, headers: {}, body: "", parsed: {}, latencyMs: 1, ...answer };
      return { ...whole, sizeBytes: 7, durationMs: 2 };
    },
  };
  const target = { host: "etcd", port: 2379 };
  const onRequest = (entry: RequestEntry) => noted.push(entry);
  const client = createClient({ transport, onRequest }, { id: "etcd:2379", target });
  return { asked, noted, etcd: createEtcdCalls(client, { reading: () => ({ serializable: false }) }) };
}
const failureOf = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  return error instanceof FailureError ? error.failure : error;
};
const request = { key: keyFromText("a") };

describe("the calls on keys and leases", () => {
  test("writes base64, reads the domain and notes the request with its revision", async () => {
    const parsed = {
      header: { revision: "9" },
      kvs: [{ key: "YQ==", value: "Yg==", lease: "9223372036854775807" }],
      count: "1",
    };
    const { asked, noted, etcd } = scripted({ parsed });
    expect((await etcd.range(request)).kvs[0]).toMatchObject({
      value: Uint8Array.of(98),
      lease: "9223372036854775807",
    });
    expect(asked).toMatchObject([{ host: "etcd", port: 2379, path: "/v3/kv/range", body: '{"key":"YQ=="}' }]);
    expect(noted).toMatchObject([{ path: "/v3/kv/range", outcome: 200, failed: false, sizeBytes: 7, revision: "9" }]);
  });

  test("asks for leases by etcd's paths", async () => {
    const { asked, etcd } = scripted({ parsed: { header: {}, ID: "7", TTL: "-1", leases: [{ ID: "7" }] } });
    await etcd.leaseGrant({ ttlSeconds: 60n });
    expect(await etcd.leaseTimeToLive(asLeaseId(int64(7)), { keys: true })).toMatchObject({ ttlSeconds: -1n });
    expect(await etcd.leases()).toEqual(["7"]);
    await etcd.leaseRevoke(asLeaseId(int64(7)));
    expect(asked.map(({ path, body }) => `${path} ${body}`)).toEqual([
      '/v3/lease/grant {"TTL":"60"}',
      '/v3/lease/timetolive {"ID":"7","keys":true}',
      "/v3/lease/leases {}",
      '/v3/lease/revoke {"ID":"7"}',
    ]);
  });

  test("throws etcd's refusal, and notes it", async () => {
    const failure = { kind: "rejected", status: 403, code: 7, message: "permission denied" };
    const { noted, etcd } = scripted({ success: false, statusCode: 403, failure });
    expect(await failureOf(etcd.range(request))).toEqual(failure);
    expect(noted).toMatchObject([{ outcome: 403, failed: true }]);
  });

  test("throws what the worker failed at, and notes it", async () => {
    const failure = { kind: "unreachable", host: "etcd", port: 2379, message: "refused" } as const;
    const { noted, etcd } = scripted(failure);
    expect(await failureOf(etcd.txn({ compare: [], success: [], failure: [] }))).toEqual(failure);
    expect(noted).toMatchObject([{ path: "/v3/kv/txn", outcome: "unreachable", failed: true }]);
  });

  test("takes a cut answer for no answer", async () => {
    const { etcd } = scripted({ truncated: true, parsed: null });
    expect(await failureOf(etcd.range(request))).toMatchObject({ kind: "too-large" });
  });

  test("takes an answer that is not etcd's for a failure", async () => {
    const { etcd } = scripted({ parsed: { kvs: "none" } });
    expect(await failureOf(etcd.range(request))).toMatchObject({ kind: "malformed" });
  });
});
