import { describe, expect, test } from "vitest";
import type { Head } from "./answer.ts";
import { framingOf, keepsAlive } from "./framing.ts";

function head(fields: Readonly<Record<string, string>>, status = 200, minorVersion = 1): Head {
  return { minorVersion, status, reason: "", fields: Object.entries(fields).map(([name, value]) => ({ name, value })) };
}

describe("the end of a body", () => {
  test("is known by a length, by chunks, or by the close", () => {
    expect(framingOf(head({ "content-length": "007" }), false)).toEqual({ kind: "fixed", length: 7 });
    expect(framingOf(head({ "transfer-encoding": "Chunked" }), false)).toEqual({ kind: "chunked" });
    expect(framingOf(head({}), false)).toEqual({ kind: "until-close" });
  });

  test("is at once where there is none: HEAD, 204, 304", () => {
    expect(framingOf(head({ "content-length": "7" }), true)).toEqual({ kind: "none" });
    expect(framingOf(head({}, 204), false)).toEqual({ kind: "none" });
    expect(framingOf(head({ "transfer-encoding": "chunked" }, 304), false)).toEqual({ kind: "none" });
  });

  test("is refused where the head contradicts itself, even where no body is due", () => {
    expect(framingOf(head({ "content-length": "7, 7" }), false).kind).toBe("malformed");
    expect(framingOf(head({ "content-length": "x" }), true).kind).toBe("malformed");
    expect(framingOf(head({ "content-length": "7", "transfer-encoding": "chunked" }), false).kind).toBe("malformed");
    expect(framingOf(head({ "transfer-encoding": "chunked" }, 200, 0), false).kind).toBe("malformed");
    expect(framingOf(head({ "transfer-encoding": "chunked, chunked" }), false).kind).toBe("malformed");
  });
});

test("a connection is kept from HTTP/1.1 on unless it says close, before that only where it says so", () => {
  expect(keepsAlive(head({}))).toBe(true);
  expect(keepsAlive(head({ connection: "close" }))).toBe(false);
  expect(keepsAlive(head({}, 200, 0))).toBe(false);
  expect(keepsAlive(head({ connection: "Keep-Alive" }, 200, 0))).toBe(true);
});
