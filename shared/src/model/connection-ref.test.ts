import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatConnectionRef,
  isConnectionName,
  mostEndpoints,
  parseConnectionRef,
  type ConnectionRef,
} from "./connection-ref.ts";

const address = {
  host: fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6()),
  port: fc.integer({ min: 1, max: 65_535 }),
};
const free = fc.record(
  {
    kind: fc.constant("free" as const),
    ...address,
    others: fc.array(fc.record(address), { minLength: 1, maxLength: mostEndpoints - 1 }),
    tls: fc.boolean(),
    user: fc.string({ unit: "grapheme" }),
  },
  { requiredKeys: ["kind", "host", "port", "tls", "user"] },
);
const anyName = fc.string({ unit: "binary", minLength: 1, maxLength: 60 }).filter(isConnectionName);
const configured = fc.record({ kind: fc.constant("configured" as const), name: anyName });

describe("connections in the URL", () => {
  test("turn back into what they were", () => {
    fc.assert(
      fc.property(fc.oneof(free, configured), (ref: ConnectionRef) => {
        expect(parseConnectionRef(formatConnectionRef(ref))).toEqual(ref);
      }),
    );
  });

  test("have any name that is not empty and has no control characters", () => {
    for (const good of ["a b", "a:1", "root@a", "a/b", "[a]", "..", "x".repeat(255)])
      expect(isConnectionName(good)).toBe(true);
    for (const bad of ["", "a\nb", "\u0000", "\u0085", "x".repeat(256), "\ud800"])
      expect(isConnectionName(bad)).toBe(false);
  });

  test.each([
    ["prod", "prod"],
    ["生产环境", "生产环境"],
    ["x?y#z", "x?y#z"],
    ["100%", "100%"],
    ["a,b", "a,b"],
    ["a:1,b:2", ":a:1,b:2"],
    ["a/b", ":a/b"],
    [".", ":."],
    ["..", ":.."],
    ["root@etcd:2379", ":root@etcd:2379"],
    ["https://etcd", ":https://etcd"],
    [":a", "::a"],
    [" a b ", ": a b "],
    ["🚀", "🚀"],
    ["constructor", ":constructor"],
    ["__proto__", ":__proto__"],
  ])("the name %j is written %j", (name, text) => {
    expect(formatConnectionRef({ kind: "configured", name })).toBe(text);
    expect(parseConnectionRef(text)).toEqual({ kind: "configured", name });
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

  test("name the endpoints of a cluster, each with a port of its own", () => {
    const a = { kind: "free", host: "a", port: 2379, tls: true, user: "root" };
    expect(parseConnectionRef("https://root@a,b:1,[::1]")).toEqual({
      ...a,
      others: [
        { host: "b", port: 1 },
        { host: "::1", port: 2379 },
      ],
    });
    const many = Array.from({ length: mostEndpoints + 1 }, (_, at) => `a${at}:1`).join(",");
    for (const bad of ["a:1,", ",a:1", "a:1,,b:2", "a:1,b:0", "a:1,http://b:1", "a:1,u@b:1", "a:1, b:1", many])
      expect(parseConnectionRef(bad)).toBeUndefined();
  });

  test("are refused where they are neither a name nor an address", () => {
    for (const bad of ["", "a b", "host:0", "host:70000", "host:1/path", "http://", "user:pw@host:1:2", "[::1"]) {
      expect(parseConnectionRef(bad)).toBeUndefined();
    }
  });
});
