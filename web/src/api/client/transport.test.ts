import { FailureError } from "@etcd-explorer/shared/model/failure";
import { describe, expect, test } from "vitest";
import { createTransport } from "./transport.ts";

const answering = (body: string, status = 200) => createTransport(async () => new Response(body, { status }));
const failureOf = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  return error instanceof FailureError ? error.failure : error;
};
const query = { host: "etcd", path: "/v3/kv/range" };
const answer = { success: true, statusCode: 200, headers: {}, body: "{}", parsed: {}, latencyMs: 1 };

describe("the transport", () => {
  test("sends JSON to the endpoint of the contract and tells what it cost", async () => {
    const sent: { url: unknown; init: RequestInit | undefined }[] = [];
    const client = createTransport(async (url, init) => {
      sent.push({ url, init });
      return new Response(JSON.stringify(answer));
    });
    expect(await client.query(query)).toMatchObject({ ...answer, sizeBytes: JSON.stringify(answer).length });
    expect(sent).toMatchObject([{ url: "/api/etcd/query", init: { method: "POST", body: JSON.stringify(query) } }]);
  });

  test("turns an error of the worker into its failure", async () => {
    const failure = { kind: "timeout", phase: "dial", timeoutMs: 50 };
    const body = JSON.stringify({ success: false, error: "Connection timeout", failure });
    expect(await failureOf(answering(body, 500).query(query))).toEqual(failure);
  });

  test("keeps the words of an error whose failure it does not know", async () => {
    const body = JSON.stringify({ success: false, error: "Too many cooks", failure: { kind: "novel" } });
    expect(await failureOf(answering(body, 500).query(query))).toEqual({ kind: "internal", message: "Too many cooks" });
  });

  test("passes on etcd's own refusal, which is an answer", async () => {
    const refusal = {
      ...answer,
      success: false,
      statusCode: 400,
      failure: { kind: "rejected", status: 400, code: 3, message: "x" },
    };
    expect(await answering(JSON.stringify(refusal)).query(query)).toMatchObject({ success: false, statusCode: 400 });
  });

  test.each(["<html>proxy</html>", "{}", "null"])("%s is no answer of ours", async (body) => {
    expect(await failureOf(answering(body, 502).query(query))).toMatchObject({
      kind: "offline",
      message: expect.stringContaining("502"),
    });
  });

  test("a server that is away is said to be so, and a cancelled request stays cancelled", async () => {
    const away = createTransport(async () => {
      throw new TypeError("Failed to fetch");
    });
    expect(await failureOf(away.config())).toMatchObject({ kind: "offline" });
    const cancelled = AbortSignal.abort();
    expect(await failureOf(away.config(cancelled))).toBeInstanceOf(TypeError);
  });

  test("opens a stream, and reads the failure of one that is refused as that of a query", async () => {
    const streamed = await answering("a 1\n").stream({ host: "etcd", path: "/metrics", method: "GET" });
    expect(await new Response(streamed).text()).toBe("a 1\n");
    const failure = { kind: "forbidden", rule: "members", message: "no member" };
    const body = JSON.stringify({ success: false, error: "no member", failure });
    expect(await failureOf(answering(body, 403).stream(query))).toEqual(failure);
    expect(await failureOf(answering("<html>proxy</html>", 502).stream(query))).toMatchObject({ kind: "offline" });
  });
});
