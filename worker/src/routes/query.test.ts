import { describe, expect, test } from "vitest";
import { queryResponse } from "@etcd-explorer/shared/contract/schemas";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { makeApi } from "../../test/api.ts";
import { answerOf, etcdError } from "../../test/http-text.ts";
import { scriptedDial, type SocketScript } from "#/socket/scripted-dial.ts";

const path = "/api/etcd/query";

async function query(fields: object, ...scripts: readonly SocketScript[]) {
  const script = scriptedDial(...scripts);
  const { status, json } = await makeApi(script.dial).post(path, { host: "etcd", path: "/v3/kv/range", ...fields });
  return { status, json, requests: script.sockets.flatMap(({ requests }) => requests) };
}

describe("an answer of etcd", () => {
  test("comes raw and parsed, with its status, headers and readable fields", async () => {
    const body = '{"kvs":[{"key":"Zm9v","value":"YmFy"}], "count":"1"}';
    const { status, json } = await query({}, { answers: [[answerOf(200, body, { "X-Two": "a", "x-two": "b" })]] });
    expect(status).toBe(200);
    expect(queryResponse.parse(json)).toEqual({
      success: true,
      statusCode: 200,
      headers: { "content-length": String(body.length), "x-two": "a, b" },
      body,
      parsed: { kvs: [{ key: "Zm9v", value: "YmFy", key_decoded: "foo", value_decoded: "bar" }], count: "1" },
      latencyMs: expect.any(Number),
    });
  });

  test("that is an error is still an answer, with the reason beside", async () => {
    const { status, json } = await query({}, { answers: [[etcdError(403, 7, "etcdserver: permission denied")]] });
    expect(status).toBe(200);
    expect(queryResponse.parse(json)).toMatchObject({
      success: false,
      statusCode: 403,
      parsed: { code: 7 },
      failure: { kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" },
    });
    expect(json).not.toHaveProperty("error");
  });

  test("that redirects is a success, as documented", async () => {
    const { json } = await query({}, { answers: [[answerOf(307, "", { Location: "/elsewhere" })]] });
    expect(json).toMatchObject({ success: true, statusCode: 307, headers: { location: "/elsewhere" }, parsed: null });
    expect(json).not.toHaveProperty("failure");
  });

  test("that is not JSON has no parsed form", async () => {
    expect((await query({}, { answers: [[answerOf(200, "text")]] })).json).toMatchObject({
      body: "text",
      parsed: null,
    });
  });

  test("is cut at 512 KB unless the request raises the limit", async () => {
    const large = `"${"x".repeat(600_000)}"`;
    const cut = await query({}, { answers: [[answerOf(200, large)]] });
    expect(cut.json).toMatchObject({ success: true, truncated: true, parsed: null });
    expect(queryResponse.parse(cut.json).body).toHaveLength(limits.defaultResponseBytes);
    const whole = await query({ maxResponseBytes: 700_000 }, { answers: [[answerOf(200, large)]] });
    expect(whole.json).toMatchObject({ parsed: "x".repeat(600_000) });
    expect(whole.json).not.toHaveProperty("truncated");
  });
});

describe("an answer of what is parsed alone", () => {
  const found = { kvs: [{ key: "Zm9v", mod_revision: "9007199254740993" }], count: "1" };

  test("says once what etcd said: without its text and the readable twins", async () => {
    const { json } = await query({ parsedOnly: true }, { answers: [[answerOf(200, found)]] });
    expect(json).toMatchObject({ success: true, statusCode: 200, body: "", parsed: found });
    expect(JSON.stringify(json)).not.toContain("key_decoded");
    const usual = await query({}, { answers: [[answerOf(200, found)]] });
    expect(usual.json).toMatchObject({ body: JSON.stringify(found), parsed: { kvs: [{ key_decoded: "foo" }] } });
  });

  test.each([10, 3_000_000])("of a text of %d bytes passes on what came, to the byte", async (length) => {
    const spelled = `{"kvs": [ {"value":"${"x".repeat(length)}ü", "version":12345678901234567890} ]}`;
    const script = scriptedDial({ answers: [[answerOf(200, spelled)]] });
    const fields = { host: "etcd", path: "/v3/kv/range", parsedOnly: true, maxResponseBytes: limits.maxResponseBytes };
    const text = await (await makeApi(script.dial).open(path, fields)).text();
    expect(text).toContain(`"body":"","latencyMs":`);
    expect(text.endsWith(`,"parsed":${spelled}}`)).toBe(true);
    expect(queryResponse.parse(JSON.parse(text))).toMatchObject({ success: true, statusCode: 200 });
  });

  test("has the text all the same where that is all there is: of a refusal, and of what is not JSON or cut", async () => {
    const refusal = { code: 3, message: "key is not provided" };
    const refused = await query({ parsedOnly: true }, { answers: [[answerOf(400, refusal)]] });
    expect(refused.json).toMatchObject({ success: false, body: JSON.stringify(refusal), failure: { code: 3 } });
    const cut = await query(
      { parsedOnly: true, maxResponseBytes: 1024 },
      { answers: [[answerOf(200, "x".repeat(5000))]] },
    );
    expect(cut.json).toMatchObject({ truncated: true, parsed: null });
    expect(queryResponse.parse(cut.json).body).toHaveLength(1024);
  });
});

describe("what etcd gets", () => {
  test("is the body exactly as it was given, by default an empty object", async () => {
    const spaced = '{ "key" : "Zm9v" }';
    expect((await query({ body: spaced }, { answers: [[answerOf(200, {})]] })).requests[0]).toMatch(
      /\r\n\r\n\{ "key" : "Zm9v" \}$/,
    );
    expect((await query({}, { answers: [[answerOf(200, {})]] })).requests[0]).toMatch(/\r\n\r\n\{\}$/);
  });

  test("is the path with its leading slash, under etcd's own port", async () => {
    const { requests } = await query({ path: "v3/kv/put" }, { answers: [[answerOf(200, {})]] });
    expect(requests[0]).toMatch(/^POST \/v3\/kv\/put HTTP\/1\.1\r\nHost: etcd:2379\r\n/);
  });

  test("is the token that the request brings", async () => {
    const { requests } = await query({ token: "abc.1" }, { answers: [[answerOf(200, {})]] });
    expect(requests[0]).toContain("\r\nAuthorization: abc.1\r\n");
  });
});

describe("a bad request is told its field, and nothing is dialled", () => {
  test.each([
    [{ host: undefined }, "host"],
    [{ host: "" }, "host"],
    [{ host: "http://etcd" }, "host"],
    [{ host: "etcd:2379" }, "host"],
    [{ host: "a\r\nb" }, "host"],
    [{ host: 7 }, "host"],
    [{ port: 0 }, "port"],
    [{ port: 70_000 }, "port"],
    [{ port: 2379.5 }, "port"],
    [{ port: "2379" }, "port"],
    [{ path: undefined }, "path"],
    [{ path: "/v2/keys" }, "path"],
    [{ path: "/v3/kv/range\r\nX: y" }, "path"],
    [{ path: "/v3/../metrics" }, "path"],
    [{ path: "/v3/kv/range?x" }, "path"],
    [{ path: "/v3/kv%2frange" }, "path"],
    [{ body: { key: "Zm9v" } }, "body"],
    [{ body: '{"key":"\ud800"}' }, "body"],
    [{ timeout: 0 }, "timeout"],
    [{ timeout: 1e9 }, "timeout"],
    [{ maxResponseBytes: 1e9 }, "maxResponseBytes"],
    [{ parsedOnly: "yes" }, "parsedOnly"],
    [{ token: "a\nb" }, "token"],
    [{ tls: "yes" }, "tls"],
    [{ connection: "unknown", host: undefined }, "connection"],
    [{ connection: "unknown" }, "host"],
  ])("%j", async (fields, field) => {
    const { status, json, requests } = await query(fields, { answers: [[answerOf(200, {})]] });
    expect(status).toBe(400);
    expect(json).toMatchObject({
      success: false,
      error: expect.stringMatching(`^${field}: `),
      failure: { kind: "invalid", field },
    });
    expect(requests).toEqual([]);
  });
});

describe("what is not allowed is forbidden, and nothing is dialled", () => {
  const CONNECTIONS = JSON.stringify([{ name: "prod", readOnly: true, endpoints: ["http://etcd:2379"] }]);
  const put = { path: "/v3/kv/put", body: '{"key":"Zm9v"}' };

  test.each([
    [{ ALLOWED_TARGETS: "" }, { host: "etcd", path: "/v3/kv/range" }, "targets"],
    [{ CONNECTIONS }, { connection: "prod", ...put }, "read-only"],
    [{ CONNECTIONS }, { host: "etcd", ...put }, "read-only"],
    [{ READ_ONLY: "true" }, { host: "etcd", ...put }, "read-only"],
  ])("%j %j", async (environment, fields, rule) => {
    const script = scriptedDial({ answers: [[answerOf(200, {})]] });
    expect(await makeApi(script.dial, environment).post(path, fields)).toMatchObject({
      status: 403,
      json: { success: false, failure: { kind: "forbidden", rule } },
    });
    expect(script.sockets).toHaveLength(0);
  });

  test("but a read-only connection can be read", async () => {
    const script = scriptedDial({ answers: [[answerOf(200, {})]] });
    const answer = await makeApi(script.dial, { CONNECTIONS }).post(path, { connection: "prod", path: "/v3/kv/range" });
    expect(answer.status).toBe(200);
  });
});

test("secrets come back in nothing, whatever fails", async () => {
  const secrets = { username: "root", password: "hunter2" };
  const scripts: readonly SocketScript[][] = [
    [],
    [{ answers: ["garbage".split("")] }],
    [{ answers: [[etcdError(400, 3, "etcdserver: authentication failed, invalid user ID or password")]] }],
    [{ answers: [[answerOf(200, { token: "secret.1" })], [etcdError(403, 7, "etcdserver: permission denied")]] }],
  ];
  for (const script of scripts) {
    const { json } = await query(secrets, ...script);
    expect(JSON.stringify(json)).not.toMatch(/hunter2|secret\.1/);
  }
});
