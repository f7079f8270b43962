import { describe, expect, test } from "vitest";
import { parseEndpoint, parseHost, parseHostPort, sameHost } from "./address.ts";

describe("a host", () => {
  test.each([
    ["etcd.example.com", "etcd.example.com"],
    ["ETCD-1", "etcd-1"],
    ["etcd_1.svc.", "etcd_1.svc."],
    ["10.0.0.5", "10.0.0.5"],
    ["::1", "::1"],
    ["[::1]", "::1"],
    ["[FE80::1%eth0]", "fe80::1%eth0"],
    ["::ffff:10.0.0.5", "::ffff:10.0.0.5"],
  ])("%j is %j", (text, host) => {
    expect(parseHost(text)).toBe(host);
  });

  test.each([
    "",
    "etcd:2379",
    "[etcd]",
    "[::1",
    "::1]",
    "[::1]:2379",
    "[]",
    "a..b",
    ".a",
    "-a",
    "a/b",
    "a b",
    "a@b",
    "1:2",
    "a%b",
  ])("%j is none", (text) => {
    expect(parseHost(text)).toBeUndefined();
  });
});

describe("a host with an optional port", () => {
  test.each([
    ["etcd", "etcd", undefined],
    ["etcd:2379", "etcd", 2379],
    ["[::1]:2379", "::1", 2379],
    ["::1", "::1", undefined],
  ])("%j", (text, host, port) => {
    expect(parseHostPort(text)).toEqual({ host, port });
  });

  test("takes an IPv6 address without brackets as a whole", () => {
    expect(parseHostPort("fe80::1:2379")).toEqual({ host: "fe80::1:2379", port: undefined });
  });

  test.each(["etcd:", "etcd:0", "etcd:65536", "etcd:x", ":2379", "http://etcd", "fe80::1%a:b:2379"])(
    "%j is none",
    (text) => {
      expect(parseHostPort(text)).toBeUndefined();
    },
  );
});

describe("an endpoint", () => {
  test.each([
    ["http://10.0.0.5:2379", { host: "10.0.0.5", port: 2379, tls: false }],
    ["https://etcd.example.com", { host: "etcd.example.com", port: 2379, tls: true }],
    ["HTTPS://[::1]:4001/", { host: "::1", port: 4001, tls: true }],
    ["etcd:2380", { host: "etcd", port: 2380, tls: false }],
  ])("%j", (text, endpoint) => {
    expect(parseEndpoint(text)).toEqual(endpoint);
  });

  test.each([
    "",
    "ftp://etcd",
    "http://user:secret@etcd:2379",
    "http://etcd:2379/v3",
    "http://etcd?x",
    "unix:///tmp/x",
    "http://",
  ])("%j is none", (text) => {
    expect(parseEndpoint(text)).toBeUndefined();
  });
});

test.each([
  "127.1",
  "127.0.1",
  "0x7f000001",
  "0X7F.0.0.1",
  "2130706433",
  "017700000001",
  "0177.0.0.1",
  "127.0.0.1.",
  "::ffff:127.0.0.1",
  "[::ffff:7f00:1]",
  "0:0:0:0:0:FFFF:127.0.0.1",
  "::127.0.0.1",
])("%s is 127.0.0.1", (spelling) => {
  expect(sameHost(spelling, "127.0.0.1")).toBe(true);
});

test.each([
  ["::1", "0:0:0:0:0:0:0:1", true],
  ["2001:DB8::0:1", "2001:db8::1", true],
  ["fe80::1%eth0", "fe80:0::1%eth0", true],
  ["fe80::1%eth0", "fe80::1%eth1", false],
  ["::1", "127.0.0.1", false],
  ["127.0.0.2", "127.0.0.1", false],
  ["localhost", "127.0.0.1", false],
  ["etcd_1", "ETCD_1", true],
])("%s and %s: the same address is %j", (a, b, same) => {
  expect(sameHost(a, b)).toBe(same);
});

test("case and a final dot do not make another host", () => {
  expect(sameHost("etcd.example.com.", "ETCD.example.com")).toBe(true);
  expect(sameHost("etcd.example.com", "example.com")).toBe(false);
});
