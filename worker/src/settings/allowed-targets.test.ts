import { describe, expect, test } from "vitest";
import { isAllowedTarget, parseTargetList } from "./allowed-targets.ts";

describe("allowed targets", () => {
  test("are none where nothing is listed", () => {
    expect(isAllowedTarget(parseTargetList(""), "etcd", 2379)).toBe(false);
  });

  test("are all with a star", () => {
    expect(isAllowedTarget(parseTargetList("*"), "anything", 1)).toBe(true);
  });

  test.each([
    ["etcd", 2379, true],
    ["etcd", 1, true],
    ["ETCD.", 2379, true],
    ["other", 2379, true],
    ["other", 2380, false],
    ["::1", 2379, true],
    ["::2", 2379, false],
    ["sub.etcd", 2379, false],
    ["etc", 2379, false],
  ])("by a list: %s %d is %s", (host, port, allowed) => {
    expect(isAllowedTarget(parseTargetList("etcd, other:2379, [::1]:2379"), host, port)).toBe(allowed);
  });

  test.each(["http://etcd", "etcd:0", "a b", "*.example.com"])("cannot be read from %j", (text) => {
    expect(() => parseTargetList(text)).toThrow("Invalid server setting ALLOWED_TARGETS");
  });
});
