import type { QueryRequest, QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import { FailureError, failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import { expect, test } from "vitest";
import type { RequestEntry } from "#/lib/request-entry.ts";
import { createClient } from "./client.ts";
import { refusedBy } from "./exchange-log.ts";
import { createGatewayCalls } from "./gateway-calls.ts";
import type { Transport } from "./transport.ts";

const unused = () => Promise.reject(new Error("not asked in this test"));
const denied: Failure = { kind: "rejected", status: 403, code: grpcCode.permissionDenied, message: "denied" };

/** A client that is answered so; a stream is answered with `lines`. */
function scripted(answer: Partial<QueryResponse> | Failure, lines = "") {
  const asked: QueryRequest[] = [];
  const logged: RequestEntry[] = [];
  const transport: Transport = {
    config: unused,
    health: unused,
    stream: async () => new Blob([lines]).stream(),
    query: async (request) => {
      asked.push(request);
      if ("kind" in answer) throw new FailureError(answer);
      const whole = { success: true, statusCode: 200, headers: {}, body: "", parsed: {}, latencyMs: 1, ...answer };
      return { ...whole, sizeBytes: 7, durationMs: 2 };
    },
  };
  const client = createClient(
    { transport, onRequest: (entry) => logged.push(entry) },
    { id: "three", target: { connection: "three" } },
  );
  return { asked, logged, client };
}

test("a refusal that tells what was asked fails the call, and is not logged as failed", async () => {
  const { logged, client } = scripted({ success: false, statusCode: 403, failure: denied });
  const isExpected = refusedBy(grpcCode.permissionDenied);
  await expect(client.call("/v3/auth/user/list", {}, { isExpected })).rejects.toMatchObject({ failure: denied });
  await expect(client.call("/v3/auth/user/list", {})).rejects.toMatchObject({ failure: denied });
  expect(logged).toMatchObject([
    { outcome: 403, failed: false, expected: true },
    { outcome: 403, failed: true },
  ]);
});

test("what goes to one member is logged so: that it does not answer says nothing of the others", async () => {
  const away: Failure = { kind: "unreachable", host: "a", port: 1, message: "refused" };
  const { asked, logged, client } = scripted(away);
  const place = { kind: "endpoint", endpoint: 1 } as const;
  await expect(client.post("/v3/maintenance/status", "{}", { place })).rejects.toMatchObject({ failure: away });
  expect(asked).toMatchObject([{ connection: "three", endpoint: 1 }]);
  expect(logged).toMatchObject([{ outcome: "unreachable", failed: true, oneMember: true }]);
});

test("what was given up is not logged", async () => {
  const { logged, client } = scripted({ kind: "offline", message: "" });
  await expect(client.call("/v3/kv/range", {}, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(FailureError);
  expect(logged).toEqual([]);
});

test("a success that is not etcd's own fails, whatever was asked", async () => {
  const { client } = scripted({ parsed: { ok: true } });
  const failure = failureOf(await client.call("/v3/kv/put", {}).catch((error: unknown) => error));
  expect(failure).toMatchObject({ kind: "malformed" });
  expect(await client.call("/v3/lease/leases", {})).toEqual({ ok: true });
});

async function linesOf(lines: string): Promise<unknown[]> {
  const found: unknown[] = [];
  const { signal } = new AbortController();
  const stream = createGatewayCalls(scripted({}, lines).client).stream("/v3/watch", {}, signal);
  for await (const line of stream) found.push(line);
  return found;
}

test("a streamed answer is read line by line, and one that is not JSON fails", async () => {
  expect(await linesOf('{"a":1}\n\n{"b":2}\n')).toEqual([{ a: 1 }, { b: 2 }]);
  const failure = failureOf(await linesOf("<html>\n").catch((error: unknown) => error));
  expect(failure).toMatchObject({ kind: "malformed" });
});
