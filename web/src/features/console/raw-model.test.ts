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
    ["/v3/kv/rang", "", "Is it /v3/kv/range"],
    ["/v3/frob", "", "The gateway has no such path."],
    ["/v3/watch", "", "go on without end"],
    ["/v3/maintenance/snapshot", "", "save it on the cluster screen"],
    ["/v3/kv/range", '{"kay": 1}', "There is no field kay"],
  ])("%s %s is refused with words", (path, body, words) => {
    expect(read(path, body)).toMatchObject({ problem: expect.stringContaining(words) });
  });

  test("that the version lacks is not sent", () => {
    expect(read("/v3/auth/status", "", "3.4.23")).toEqual({
      problem: "etcd 3.4.23 has no auth/status; it came with 3.5.",
    });
  });
});

test("no secret is kept or shown", () => {
  const body = '{"name": "a", "password": "secret"}';
  expect(keptRequest({ path: "/v3/auth/authenticate", body })).toEqual({ path: "/v3/auth/authenticate", body: "" });
  expect(keptRequest({ path: "/v3/kv/range", body: "{}" }).body).toBe("{}");
  expect(showRawAnswer('{"token":"abc.12"}')).toBe('{\n  "token": "(hidden)"\n}');
});

test("an answer is laid out without losing a digit", () => {
  expect(showRawAnswer('{"hash":12345678901234567890,"kvs":[],"a":[1,2]}')).toBe(
    '{\n  "hash": 12345678901234567890,\n  "kvs": [],\n  "a": [\n    1,\n    2\n  ]\n}',
  );
  expect(showRawAnswer("Not Found")).toBe("Not Found");
});
