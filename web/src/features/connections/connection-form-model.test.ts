import { describe, expect, test } from "vitest";
import { emptyForm, fillForm, readForm, splitAddress } from "./connection-form-model.ts";

const form = { ...emptyForm, host: "127.0.0.1" };

describe("the connection form", () => {
  test("means the connection that was typed", () => {
    expect(readForm({ ...form, port: "2380", user: "root" })).toEqual({
      ref: { kind: "free", host: "127.0.0.1", port: 2380, tls: false, user: "root" },
    });
  });

  test("takes an IPv6 address with and without brackets", () => {
    expect(readForm({ ...form, host: "[::1]" })).toMatchObject({ ref: { host: "::1" } });
    expect(readForm({ ...form, host: "::1" })).toMatchObject({ ref: { host: "::1" } });
  });

  test.each([
    [{ host: "" }, "host"],
    [{ host: "a b" }, "host"],
    [{ host: "etcd/path" }, "host"],
    [{ port: "0" }, "port"],
    [{ port: "70000" }, "port"],
    [{ port: "" }, "port"],
    [{ port: "1e3" }, "port"],
    [{ password: "secret" }, "user"],
  ])("names the field that is wrong: %o", (change, field) => {
    expect(readForm({ ...form, ...change })).toEqual({ errors: { [field]: expect.any(String) } });
  });

  test("is filled in from a connection, without a password", () => {
    const ref = { kind: "free", host: "etcd", port: 2379, tls: true, user: "app" } as const;
    expect(fillForm(ref)).toEqual({ host: "etcd", port: "2379", tls: true, user: "app", password: "" });
    expect(readForm(fillForm(ref))).toEqual({ ref });
  });

  test("takes a pasted address apart, and leaves a host that is being typed", () => {
    expect(splitAddress("https://root@etcd:1234")).toEqual({ host: "etcd", port: "1234", tls: true, user: "root" });
    expect(splitAddress("10.0.0.5:2379")).toEqual({ host: "10.0.0.5", port: "2379", tls: false });
    expect(splitAddress("etcd.internal")).toBeUndefined();
    expect(splitAddress("fe80::1:2")).toBeUndefined();
  });
});
