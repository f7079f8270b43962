import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keptRequest, readRequest, showRawAnswer } from "./raw-model.ts";

const read = (path: string, body = "", version = "3.5.30") => readRequest({ path, body }, version);

describe("a raw request", () => {
  test("is ready where etcd knows the path and the fields", () => {
    expect(read("/v3/kv/range", '{"key": b"/a"}')).toMatchObject({ json: '{"key":"L2E="}', writes: false });
    expect(read("/v3/kv/put", '{"key": b"/a"}')).toMatchObject({ writes: true, risk: undefined });
    expect(read("/v3/kv/deleterange", '{"key": b"/a"}')).toMatchObject({ writes: true, risk: expect.any(String) });
  });

  test("is judged by its body where only that tells", () => {
    expect(read("/v3/kv/txn", '{"success": [{"request_range": {"key": b"a"}}]}')).toMatchObject({ writes: false });
    expect(read("/v3/kv/txn", '{"failure": [{"request_delete_range": {"key": b"a"}}]}')).toMatchObject({
      writes: true,
      risk: "One of its branches deletes keys.",
    });
    expect(read("/v3/maintenance/alarm", '{"action": "GET"}')).toMatchObject({ writes: false });
    expect(read("/v3/maintenance/alarm", '{"action": "ACTIVATE", "alarm": "NOSPACE"}')).toMatchObject({ writes: true });
  });

  test.each([
    ["/v3/kv/rang", "", "Did you mean /v3/kv/range"],
    ["/v3/frob", "", "Unknown path."],
    ["/v3/watch", "", "Endless streams are not supported"],
    ["/v3/maintenance/snapshot", "", "Save one on the Cluster screen"],
    ["/v3/kv/range", '{"kay": 1}', "Unknown field kay"],
  ])("%s %s is refused with words", (path, body, words) => {
    expect(read(path, body)).toMatchObject({ problem: expect.stringContaining(words) });
  });

  test("that the version lacks is not sent", () => {
    expect(read("/v3/auth/status", "", "3.4.23")).toEqual({
      problem: "auth/status requires etcd 3.5. This server runs 3.4.23.",
    });
  });
});

test("no secret is kept or shown", () => {
  const body = '{"name": "a", "password": "secret"}';
  expect(keptRequest({ path: "/v3/auth/authenticate", body })).toEqual({ path: "/v3/auth/authenticate", body: "" });
  expect(keptRequest({ path: "/v3/kv/range", body: "{}" }).body).toBe("{}");
  expect(keptRequest({ path: "/frob", body: "secret" })).toEqual({ path: "", body: "" });
  expect(showRawAnswer('{"token":"abc.12"}')).toBe('{\n  "token": "(hidden)"\n}');
});

/** Longer than anything that a request holds by itself. */
const password = fc.string({ minLength: 9, maxLength: 24, unit: "binary" });
const escaped = (text: string) =>
  `"${Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`).join("")}"`;
const asBytes = (text: string) =>
  `b"${Array.from(new TextEncoder().encode(text), (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}"`;

test("for any password, and any way to spell the request, what is kept does not hold it", () => {
  const spelled = fc.record({
    secret: password,
    spell: fc.constantFrom((text: string) => JSON.stringify(text), escaped),
    version: fc.constantFrom("/v3", "/v3beta", " /v3"),
    shape: fc.constantFrom(
      (secret: string) => ["auth/user/add", `{"name": "a", "password": ${secret}}`],
      (secret: string) => ["auth/user/add", `{"name": "a",\n "\\u0070assword": ${secret}}`],
      (secret: string) => ["auth/user/add", `{"name": "a", "hashed_password": ${secret}}`],
      (secret: string) => ["auth/user/add", `{"name": "a", "hashedPassword": ${secret}, "options": {}}`],
      (secret: string) => ["auth/user/add", `{"name": ${secret}}`],
      (secret: string) => ["auth/user/changepw", `{"name": "a", "password": ${secret}}`],
      (secret: string) => ["auth/authenticate", `{"name": "a", "password": ${secret}`],
      (secret: string) => ["auth/role/add", `{"name": "a", "frob": ${secret}}`],
      (secret: string) => ["auth/frob", `{"name": "a", "frob": ${secret}}`],
    ),
  });
  fc.assert(
    fc.property(spelled, ({ secret, spell, version, shape }) => {
      const [name = "", body = ""] = shape(spell(secret));
      const kept = JSON.stringify(keptRequest({ path: `${version}/${name}`, body }));
      for (const text of [secret, JSON.stringify(secret).slice(1, -1), escaped(secret).slice(1, -1)]) {
        expect(kept).not.toContain(text);
      }
    }),
  );
});

test("a value that speaks of a password is not kept, in text, bytes or base64", () => {
  const value = '{"password": "very-secret"}';
  for (const spell of [asBytes(value), `b${JSON.stringify(value)}`, JSON.stringify(btoa(value))]) {
    const body = `{"key": b"/a", "value": ${spell}}`;
    expect(keptRequest({ path: "/v3/kv/put", body })).toEqual({ path: "/v3/kv/put", body: "" });
  }
});

test("an answer is laid out without losing a digit", () => {
  expect(showRawAnswer('{"hash":12345678901234567890,"kvs":[],"a":[1,2]}')).toBe(
    '{\n  "hash": 12345678901234567890,\n  "kvs": [],\n  "a": [\n    1,\n    2\n  ]\n}',
  );
  expect(showRawAnswer("Not Found")).toBe("Not Found");
});
