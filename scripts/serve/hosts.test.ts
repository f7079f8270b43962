import { expect, it } from "vitest";
import { authority, isLoopback, servedHosts } from "./hosts.ts";

it("puts an IPv6 host into brackets", () => {
  expect(authority("::1", 7379)).toBe("[::1]:7379");
  expect(authority("127.0.0.1", 7379)).toBe("127.0.0.1:7379");
});

it.each(["127.0.0.1", "127.8.9.1", "::1", "localhost"])("takes %s for this machine alone", (host) => {
  expect(isLoopback(host)).toBe(true);
});

it.each(["0.0.0.0", "::", "10.0.0.1", "127.example.com", "localhost.example.com", ""])(
  "takes %s for reachable from elsewhere",
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);

it("answers to every name of this machine, with the port", () => {
  expect(servedHosts("127.0.0.1", 7379)).toEqual(["127.0.0.1:7379", "localhost:7379", "[::1]:7379"]);
});

it("also answers without the port where that is http's own", () => {
  expect(servedHosts("localhost", 80)).toContain("localhost");
  expect(servedHosts("::1", 80)).toContain("[::1]");
});
