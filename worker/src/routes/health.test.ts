import { describe, expect, test } from "vitest";
import { healthResponse } from "@etcd-explorer/shared/contract/schemas";
import { makeApi } from "../../test/api.ts";
import { answerOf, etcdError } from "../../test/http-text.ts";
import { scriptedDial, type SocketScript } from "#/socket/scripted-dial.ts";

const version = { etcdserver: "3.5.30", etcdcluster: "3.5.0" };
const status = { version: "3.5.30", dbSize: "4096" };
const health = { health: "true", reason: "" };
const [saysVersion, saysStatus, saysHealth] = [answerOf(200, version), answerOf(200, status), answerOf(200, health)];

async function probe(fields: object, ...scripts: readonly SocketScript[]) {
  const script = scriptedDial(...scripts);
  const answer = await makeApi(script.dial).post("/api/etcd/health", { host: "etcd", ...fields });
  return { status: answer.status, json: answer.json, script };
}

test("version, status and health are asked in this order over one connection", async () => {
  const { status: code, json, script } = await probe({}, { answers: [[saysVersion], [saysStatus], [saysHealth]] });
  expect(code).toBe(200);
  expect(healthResponse.parse(json)).toEqual({
    success: true,
    statusCode: 200,
    parsed: { version, status, health },
    latencyMs: expect.any(Number),
  });
  expect(script.sockets.map(({ requests }) => requests.map((request) => request.split(" HTTP")[0]))).toEqual([
    ["GET /version", "POST /v3/maintenance/status", "GET /health"],
  ]);
  expect(script.sockets[0]?.requests[1]).toMatch(/\r\n\r\n\{\}$/);
});

describe("a part that fails is null, and told why", () => {
  test("status, where etcd refuses it", async () => {
    const refused = etcdError(403, 7, "etcdserver: permission denied");
    const { json } = await probe({}, { answers: [[saysVersion], [refused], [saysHealth]] });
    expect(healthResponse.parse(json)).toMatchObject({
      parsed: { version, status: null, health },
      failures: { status: { kind: "rejected", code: 7 } },
    });
  });

  test("status, where it comes broken: health is asked over a new connection", async () => {
    const { json, script } = await probe({}, { answers: [[saysVersion], ["garbage"]] }, { answers: [[saysHealth]] });
    expect(json).toMatchObject({ parsed: { status: null, health }, failures: { status: { kind: "malformed" } } });
    expect(script.sockets).toHaveLength(2);
  });

  test("both, where status uses up the time", async () => {
    const { json, script } = await probe(
      { timeout: 200 },
      { answers: [[saysVersion], "hang"] },
      { answers: [[saysHealth]] },
    );
    expect(json).toMatchObject({
      success: true,
      parsed: { version, status: null, health: null },
      failures: { status: { kind: "timeout", phase: "headers" }, health: { kind: "timeout" } },
    });
    expect(script.sockets).toHaveLength(1);
  });

  test("health, where it is not a JSON object", async () => {
    const { json } = await probe({}, { answers: [[saysVersion], [saysStatus], [answerOf(200, "ok")]] });
    expect(json).toMatchObject({ parsed: { health: null }, failures: { health: { kind: "malformed" } } });
  });
});

test("an unhealthy server's word is its health, though its status is 503", async () => {
  const unhealthy = { health: "false", reason: "NO LEADER" };
  const { json } = await probe({}, { answers: [[saysVersion], [saysStatus], [answerOf(503, unhealthy)]] });
  expect(json).toMatchObject({ success: true, parsed: { health: unhealthy } });
  expect(json).not.toHaveProperty("failures");
});

describe("without a version there is no health", () => {
  test.each<[string, SocketScript, object]>([
    ["refused", { dial: "refused" }, { kind: "unreachable" }],
    ["a dial without end", { dial: "never" }, { kind: "timeout", phase: "dial", timeoutMs: 200 }],
    ["silence", { answers: ["hang"] }, { kind: "timeout", phase: "headers", timeoutMs: 200 }],
    ["a web page", { answers: [[answerOf(200, "<html>")]] }, { kind: "malformed" }],
    ["another server", { answers: [[answerOf(404, "nothing here")]] }, { kind: "foreign", status: 404 }],
  ])("%s", async (_name, script, failure) => {
    const { status: code, json } = await probe({ timeout: 200 }, script);
    expect(code).toBe(500);
    expect(json).toMatchObject({ success: false, error: expect.any(String), failure });
  });
});

test("with credentials only the status is asked as that user", async () => {
  const login = answerOf(200, { token: "abc.1" });
  const credentials = { username: "root", password: "pw" };
  const { json, script } = await probe(credentials, { answers: [[saysVersion], [login], [saysStatus], [saysHealth]] });
  expect(json).toMatchObject({ parsed: { version, status, health } });
  const authorizations = script.sockets[0]?.requests.map((request) => /\r\nAuthorization: (.*)\r\n/.exec(request)?.[1]);
  expect(authorizations).toEqual([undefined, undefined, "abc.1", undefined]);
});

test("a wrong password costs the status alone", async () => {
  const refused = etcdError(400, 3, "etcdserver: authentication failed, invalid user ID or password");
  const credentials = { username: "root", password: "wrong" };
  const { json } = await probe(credentials, { answers: [[saysVersion], [refused], [saysHealth]] });
  expect(json).toMatchObject({
    success: true,
    parsed: { status: null, health },
    failures: { status: { kind: "rejected", code: 3 } },
  });
});

test("a bad request is told its field", async () => {
  expect(await probe({ port: 0 })).toMatchObject({
    status: 400,
    json: { failure: { kind: "invalid", field: "port" } },
  });
});
