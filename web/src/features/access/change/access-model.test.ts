import { describeRange, shapeOf } from "@etcd-explorer/shared/model/auth";
import { describe, expect, test } from "vitest";
import { permissionOf, refuseDeletion, refuseEnabling, refusePassword, refuseRevoking } from "./access-model.ts";

describe("nobody is locked out", () => {
  test("by enabling authentication without a password that is known to work", () => {
    expect(refuseEnabling("", "")).toContain("Enter a password");
    expect(refuseEnabling("a", "b")).toContain("do not match");
    expect(refuseEnabling("é".repeat(37), "é".repeat(37))).toContain("72 bytes");
    expect(refuseEnabling("é".repeat(36), "é".repeat(36))).toBeUndefined();
  });

  test("by a password that was mistyped, or that etcd cannot take", () => {
    expect(refusePassword("a", "b")).toContain("do not match");
    expect(refusePassword("a".repeat(73), "a".repeat(73))).toContain("72 bytes");
    expect(refusePassword("a", "a")).toBeUndefined();
  });

  test("by deleting oneself or root", () => {
    expect(refuseDeletion("app", "app", true)).toContain("signed in as this user");
    expect(refuseDeletion("root", "admin", true)).toContain("User root is needed");
    expect(refuseDeletion("root", "", undefined)).toContain("User root is needed");
    expect(refuseDeletion("root", "", false)).toBeUndefined();
    expect(refuseDeletion("app", "root", true)).toBeUndefined();
  });

  test("by taking the role root from the last who has it", () => {
    const root = { name: "root", roles: ["root"] };
    const admin = { name: "admin", roles: ["root"] };
    const refused = (user: typeof root, role: string, users: readonly (typeof root)[], own = "", enabled = true) =>
      refuseRevoking(user, role, { users, enabled, own });
    expect(refused(root, "root", [root, admin])).toContain("needs the role root");
    expect(refused(admin, "root", [admin])).toContain("No other user");
    expect(refused(admin, "root", [root, admin])).toBeUndefined();
    expect(refused(admin, "other", [admin])).toBeUndefined();
    expect(refused(root, "root", [root], "root", false)).toBeUndefined();
  });

  test("by taking the role root from oneself", () => {
    const root = { name: "root", roles: ["root"] };
    const admin = { name: "admin", roles: ["root", "other"] };
    const context = { users: [root, admin], enabled: true, own: "admin" };
    expect(refuseRevoking(admin, "root", context)).toContain("signed in as this user");
    expect(refuseRevoking(admin, "other", context)).toBeUndefined();
    expect(refuseRevoking(admin, "root", { ...context, own: "root" })).toBeUndefined();
  });
});

describe("a permission as it is typed", () => {
  test.each([
    ["key", "/a", "", "/a"],
    ["prefix", "/a/", "", "/a/…"],
    ["from-key", "/a", "", "all keys from /a"],
    ["every-key", "", "", "all keys"],
    ["range", "/a", "/b0", "from /a up to /b0"],
  ] as const)("%s %s %s", (shape, key, end, words) => {
    const made = permissionOf({ type: "READ", shape, key, end });
    expect("permission" in made ? describeRange(made.permission) : made.problem).toBe(words);
    expect("permission" in made ? shapeOf(made.permission) : undefined).toBe(shape);
  });

  test.each([
    ["key", "", "", "Enter a key"],
    ["key", "\\q", "", "Invalid escape"],
    ["range", "/a", "", "the end of the range"],
    ["range", "/b", "/a", "must be after"],
  ] as const)("%s %j %j is wrong: %s", (shape, key, end, problem) => {
    expect(permissionOf({ type: "READ", shape, key, end })).toMatchObject({
      problem: expect.stringContaining(problem),
    });
  });
});
