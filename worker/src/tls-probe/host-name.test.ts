import { describe, expect, test } from "vitest";
import { formatIpAddress, isIpAddress, matchesDnsName, matchesIpAddress } from "./host-name.ts";

test.each([
  ["127.0.0.1", true],
  ["::1", true],
  ["fe80::1%eth0", true],
  ["localhost", false],
  ["10.0.0.5.example", false],
])("%s is an IP address: %s", (host, expected) => {
  expect(isIpAddress(host)).toBe(expected);
});

describe("a DNS name of a certificate", () => {
  test.each([
    ["etcd.internal", "etcd.internal"],
    ["etcd.internal", "ETCD.Internal."],
    ["*.cluster.internal", "a.cluster.internal"],
  ])("%s is for %s", (name, host) => {
    expect(matchesDnsName(name, host)).toBe(true);
  });

  test.each([
    ["etcd.internal", "etcd.internal.evil"],
    ["etcd", "etcd.internal"],
    ["*.cluster.internal", "cluster.internal"],
    ["*.cluster.internal", "a.b.cluster.internal"],
    ["*.cluster.internal", ".cluster.internal"],
    ["*", "etcd"],
    ["e*.internal", "etcd.internal"],
  ])("%s is not for %s", (name, host) => {
    expect(matchesDnsName(name, host)).toBe(false);
  });
});

describe("an address of a certificate", () => {
  test("is written in its shortest spelling", () => {
    expect(formatIpAddress(Uint8Array.of(10, 0, 0, 5))).toBe("10.0.0.5");
    const v6 = new Uint8Array(16);
    v6.set([0xfd, 0], 0);
    v6[15] = 5;
    expect(formatIpAddress(v6)).toBe("fd00::5");
    expect(formatIpAddress(Uint8Array.of(1, 2, 3))).toBeUndefined();
  });

  test("is compared by what it means", () => {
    expect(matchesIpAddress("fd00::5", "fd00:0:0::0005")).toBe(true);
    expect(matchesIpAddress("fe80::1", "fe80::1%eth0")).toBe(true);
    expect(matchesIpAddress("10.0.0.5", "10.0.0.5")).toBe(true);
    expect(matchesIpAddress("10.0.0.5", "10.0.0.50")).toBe(false);
    expect(matchesIpAddress("::1", "127.0.0.1")).toBe(false);
  });
});
