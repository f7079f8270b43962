import { describe, expect, test } from "vitest";
import { textOf } from "../../test/feed-parser.ts";
import { encodeChunk, encodeRequest, lastChunk, type RequestParts } from "./request.ts";

const get: RequestParts = { method: "GET", path: "/version", fields: [["Host", "[::1]:2379"]] };

function written(request: RequestParts): string {
  const bytes = encodeRequest(request);
  return bytes === undefined ? "refused" : textOf(bytes);
}

test("a request without body has no length", () => {
  expect(written(get)).toBe("GET /version HTTP/1.1\r\nHost: [::1]:2379\r\n\r\n");
});

test("a body is counted in bytes, not in characters", () => {
  const post: RequestParts = { method: "POST", path: "/v3/kv/range", fields: [], body: '{"ü":"€"}' };
  expect(written(post)).toBe('POST /v3/kv/range HTTP/1.1\r\nContent-Length: 12\r\n\r\n{"ü":"€"}');
  expect(written({ ...post, body: "" })).toContain("Content-Length: 0\r\n\r\n");
});

test("a body that goes on comes in chunks, counted in bytes, and ends by an empty one", () => {
  const post: RequestParts = { method: "POST", path: "/v3/watch", fields: [], body: '{"ü":"€"}', isOpenEnded: true };
  expect(written(post)).toBe('POST /v3/watch HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nc\r\n{"ü":"€"}\r\n');
  expect(textOf(encodeChunk("0123456789abcdef\n"))).toBe("11\r\n0123456789abcdef\n\r\n");
  expect(textOf(lastChunk)).toBe("0\r\n\r\n");
  expect([written({ ...post, body: "" }), textOf(encodeChunk(""))]).toEqual([expect.stringMatching(/\r\n\r\n$/), ""]);
});

describe("what would break out of its line is refused, not stripped", () => {
  test.each(["version", "", "/a b", "/a\r\nX: y", "/a\nb", "/a\0", "/ü", "/a\tb"])("path %j", (path) => {
    expect(written({ ...get, path })).toBe("refused");
  });

  test.each(["a\r\nX: y", "a\nb", "a\rb", "a\0", " a", "a ", "\x7f"])("value %j", (value) => {
    expect(written({ ...get, fields: [["X", value]] })).toBe("refused");
  });

  test.each(["", "X Y", "X:", "X\r\n", "ü"])("name %j", (name) => {
    expect(written({ ...get, fields: [[name, "a"]] })).toBe("refused");
  });
});
