import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatConnectionRef, isConnectionName, parseConnectionRef, type ConnectionRef } from "./connection-ref.ts";

const free = fc.record({
  kind: fc.constant("free" as const),
  host: fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6()),
  port: fc.integer({ min: 1, max: 65_535 }),
  tls: fc.boolean(),
  user: fc.string({ unit: "grapheme" }),
});
const configured = fc.record({ kind: fc.constant("configured" as const), name: fc.stringMatching(/^[\w.-]{1,20}$/) });

describe("connections in the URL", () => {
  test("turn back into what they were", () => {
    fc.assert(
      fc.property(fc.oneof(free, configured), (ref: ConnectionRef) => {
        expect(parseConnectionRef(formatConnectionRef(ref))).toEqual(ref);
      }),
    );
  });

  test("have names that are read back as names", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 12 }), (name) => {
        fc.pre(isConnectionName(name));
        expect(parseConnectionRef(formatConnectionRef({ kind: "configured", name }))).toEqual({
          kind: "configured",
          name,
        });
      }),
    );
    for (const bad of ["", "a b", "a:1", "root@a", "a/b", "[a]", "x".repeat(101)])
      expect(isConnectionName(bad)).toBe(false);
  });

  test("are read as people type them", () => {
    const local = { kind: "free", host: "127.0.0.1", port: 2379, tls: false, user: "" };
    expect(parseConnectionRef("127.0.0.1:2379")).toEqual(local);
    expect(parseConnectionRef(" http://127.0.0.1/ ")).toEqual(local);
    expect(parseConnectionRef("https://root@[::1]:1")).toEqual({
      kind: "free",
      host: "::1",
      port: 1,
      tls: true,
      user: "root",
    });
    expect(parseConnectionRef("sample")).toEqual({ kind: "configured", name: "sample" });
  });

  test("are refused where they are neither a name nor an address", () => {
    for (const bad of ["", "a b", "host:0", "host:70000", "host:1/path", "http://", "user:pw@host:1:2", "[::1"]) {
      expect(parseConnectionRef(bad)).toBeUndefined();
    }
  });
});
