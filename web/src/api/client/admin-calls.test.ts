import type { QueryRequest } from "@etcd-explorer/shared/contract/schemas";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { describe, expect, test } from "vitest";
import { createAdminCalls } from "./admin-calls.ts";
import { createClient } from "./client.ts";
import type { RequestEntry } from "#/lib/request-entry.ts";
import { createTransport, type Transport } from "./transport.ts";

const unused = () => Promise.reject(new Error("not asked in this test"));
const target = { connection: "prod" };

function scripted(parsed: unknown, response: () => Promise<Response> = unused) {
  const asked: QueryRequest[] = [];
  const streamed: unknown[] = [];
  const noted: RequestEntry[] = [];
  const transport: Transport = {
    config: unused,
    health: unused,
    stream: (request) => {
      streamed.push(request);
      return createTransport(response).stream(request);
    },
    query: async (request) => {
      asked.push(request);
      return {
        success: true,
        statusCode: 200,
        headers: {},
        body: "",
        parsed,
        latencyMs: 3,
        sizeBytes: 1,
        durationMs: 4,
      };
    },
  };
  const onRequest = (entry: RequestEntry) => noted.push(entry);
  const client = createClient({ transport, onRequest }, { id: "prod", target });
  return { asked, streamed, noted, admin: createAdminCalls(client) };
}

describe("the calls on a cluster", () => {
  test("asks one member, within a time, and tells how long it took", async () => {
    const { asked, admin } = scripted({ header: { member_id: "7" }, version: "3.5.30" });
    const options = { place: { kind: "endpoint", endpoint: 1 }, timeoutMs: 3000 } as const;
    expect(await admin.timed({ kind: "status" }, options)).toMatchObject({
      answer: { version: "3.5.30", header: { memberId: "7" } },
      latencyMs: 3,
    });
    expect(asked).toMatchObject([
      { connection: "prod", endpoint: 1, path: "/v3/maintenance/status", body: "{}", timeout: 3000 },
    ]);
  });

  test("reads metrics as a text, and notes what that cost", async () => {
    const { streamed, noted, admin } = scripted({}, async () => new Response("a 1\nb 2\n"));
    expect(await admin.metrics()).toBe("a 1\nb 2\n");
    expect(streamed).toEqual([{ connection: "prod", path: "/metrics", method: "GET" }]);
    expect(noted).toMatchObject([{ method: "GET", path: "/metrics", outcome: 200, sizeBytes: 8 }]);
  });

  test("throws the worker's failure of a stream", async () => {
    const failure = { kind: "forbidden", rule: "members", message: "no member" };
    const body = JSON.stringify({ success: false, error: "no member", failure });
    const { noted, admin } = scripted({}, async () => new Response(body, { status: 403 }));
    const error: unknown = await admin.metrics().catch((thrown: unknown) => thrown);
    expect(error instanceof FailureError ? error.failure : error).toEqual(failure);
    expect(noted).toMatchObject([{ outcome: "forbidden", failed: true }]);
  });
});
