import { expect, it } from "vitest";
import { authority, isLoopback, printedHost, servedHosts } from "./hosts.ts";

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

const machine = { name: "Box", addresses: ["10.0.0.9", "fd00::9"] };

it("answers to this machine's outward names only where it listens on all addresses", () => {
  const outward = ["box:1", "10.0.0.9:1", "[fd00::9]:1"];
  expect(servedHosts("0.0.0.0", 1, machine)).toEqual(expect.arrayContaining(outward));
  expect(servedHosts("::", 1, machine)).toEqual(expect.arrayContaining(outward));
  expect(servedHosts("10.0.0.9", 1, machine)).toEqual(["10.0.0.9:1", "127.0.0.1:1", "localhost:1", "[::1]:1"]);
});

it("prints an address that others can dial", () => {
  expect(printedHost("0.0.0.0", machine)).toBe("10.0.0.9");
  expect(printedHost("::", { name: "box", addresses: [] })).toBe("127.0.0.1");
  expect(printedHost("127.0.0.1", machine)).toBe("127.0.0.1");
});
