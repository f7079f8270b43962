import { describe, expect, test } from "vitest";
import { errorResponse } from "@etcd-explorer/shared/contract/schemas";
import { makeApi } from "../test/api.ts";
import { answerOf } from "../test/http-text.ts";
import { scriptedDial } from "./socket/scripted-dial.ts";

const query = "/api/etcd/query";
const range = { host: "etcd", path: "/v3/kv/range" };

describe("every answer", () => {
  test("is kept by no cache and taken for nothing but JSON, a failure's too", async () => {
    const api = makeApi(scriptedDial({ answers: [[answerOf(200, {})]] }).dial);
    const foreign = { origin: "https://evil.example" };
    const answers = [
      await api.post(query, range),
      await api.post(query, {}),
      await api.post(query, range, foreign),
      await api.get("/api/nothing"),
    ];
    for (const answer of answers) {
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("content-type")).toBe("application/json");
    }
  });

  test("that is a failure has the contract's shape", async () => {
    const { json } = await makeApi(scriptedDial().dial).post(query, range);
    expect(errorResponse.parse(json)).toMatchObject({ success: false, failure: { kind: "unreachable" } });
  });
});

describe("a request", () => {
  test("to what is no endpoint, or by another method, is answered with 404", async () => {
    const api = makeApi(scriptedDial().dial);
    expect((await api.get("/api/nothing")).status).toBe(404);
    expect((await api.get(query)).status).toBe(404);
    expect((await api.post("/api/config", {})).status).toBe(404);
  });

  test("from a page of another origin is refused before anything is dialled", async () => {
    const script = scriptedDial({ answers: [[answerOf(200, {})]] });
    const answer = await makeApi(script.dial).post(query, range, {
      host: "localhost:8787",
      origin: "https://evil.example",
    });
    expect(answer).toMatchObject({ status: 403, json: { failure: { kind: "forbidden", rule: "origin" } } });
    expect(script.sockets).toHaveLength(0);
  });

  test("under a host name that is not listed is refused", async () => {
    const api = makeApi(scriptedDial().dial, { ALLOWED_HOSTS: "localhost" });
    expect(await api.get("/api/config", { host: "rebound.example:8787" })).toMatchObject({
      status: 403,
      json: { failure: { kind: "forbidden", rule: "host" } },
    });
    expect((await api.get("/api/config", { host: "localhost:8787" })).status).toBe(200);
  });

  test("from a plain form is refused", async () => {
    const answer = await makeApi(scriptedDial().dial).post(query, range, { "content-type": "text/plain" });
    expect(answer).toMatchObject({ status: 400, json: { failure: { kind: "invalid", field: "Content-Type" } } });
  });
});

test("a broken setting fails every request by its name, and shows nothing of its content", async () => {
  const api = makeApi(scriptedDial().dial, { CONNECTIONS: '[{"name":"prod","password":"hunter2"}]' });
  for (const answer of [await api.get("/api/config"), await api.post(query, range)]) {
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.json)).toContain("Invalid server setting CONNECTIONS: ");
    expect(JSON.stringify(answer.json)).not.toContain("hunter2");
  }
});

test("a fault of ours tells nothing of itself", async () => {
  const api = makeApi(() => {
    throw new Error("secret detail");
  });
  expect(await api.post(query, range)).toMatchObject({
    status: 500,
    json: { success: false, error: "etcd explorer had an internal error", failure: { kind: "internal" } },
  });
});
