import { describe, expect, test } from "vitest";
import { checkOrigin } from "./origin.ts";

const check = (headers: Record<string, string>, hosts: readonly string[] = []) =>
  checkOrigin(new Request("http://localhost:8787/api/config", { headers }), hosts);

describe("the Origin header", () => {
  test("may be absent, as with every program that is no browser", () => {
    expect(() => check({})).not.toThrow();
  });

  test("may be the app's own, by http or https", () => {
    expect(() => check({ host: "localhost:8787", origin: "http://localhost:8787" })).not.toThrow();
    expect(() => check({ host: "Etcd.Example.com", origin: "https://etcd.example.com" })).not.toThrow();
  });

  test.each(["https://evil.example", "http://localhost:9999", "http://localhost", "null", "", "nonsense"])(
    "may not be %j",
    (origin) => {
      expect(() => check({ host: "localhost:8787", origin })).toThrow("Only etcd explorer's own page");
    },
  );
});

describe("the Host header", () => {
  test("may be any where none is listed", () => {
    expect(() => check({ host: "anything" })).not.toThrow();
  });

  test("may be a listed one, of any port where the list has none", () => {
    expect(() => check({ host: "localhost:8787" }, ["localhost"])).not.toThrow();
    expect(() => check({ host: "LOCALHOST:8787" }, ["localhost:8787"])).not.toThrow();
    expect(() => check({ host: "[::1]:8787" }, ["[::1]"])).not.toThrow();
  });

  test.each(["evil.example", "localhost.evil.example", "localhost:9999"])("may not be %s", (host) => {
    expect(() => check({ host }, ["localhost:8787", "127.0.0.1"])).toThrow("This host name is not allowed");
  });
});
