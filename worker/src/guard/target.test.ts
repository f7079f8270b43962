import { describe, expect, test } from "vitest";
import type { TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { parseSettings, type Environment } from "#/settings/settings.ts";
import { resolveTarget } from "./target.ts";

const connections = JSON.stringify([
  {
    name: "prod",
    readOnly: true,
    endpoints: ["https://10.0.0.5:2379", "https://10.0.0.6:2379"],
    username: "u",
    password: "p",
  },
  { name: "dev", endpoints: ["http://10.0.0.7:2379"] },
  { name: "dev-looking-only", readOnly: true, endpoints: ["http://10.0.0.7:2379"] },
]);

function resolve(fields: TargetFields, environment: Environment = {}) {
  try {
    return resolveTarget(fields, parseSettings({ CONNECTIONS: connections, ALLOWED_TARGETS: "*", ...environment }));
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
}

describe("a free host", () => {
  test("has etcd's port and no TLS unless it says so", () => {
    expect(resolve({ host: "ETCD" })).toEqual({
      id: "http://etcd:2379",
      endpoints: [{ host: "etcd", port: 2379, tls: false }],
      readOnly: false,
      unproven: true,
    });
    expect(resolve({ host: "[::1]", port: 4001, tls: true })).toMatchObject({
      id: "https://[::1]:4001",
      endpoints: [{ host: "::1", port: 4001, tls: true }],
    });
  });

  test("must be named", () => {
    expect(resolve({})).toMatchObject({
      kind: "invalid",
      field: "host",
      message: expect.stringContaining("is required"),
    });
  });

  test("carries no port of its own", () => {
    expect(resolve({ host: "etcd:2379" })).toMatchObject({ kind: "invalid", field: "host" });
  });

  test("is refused where the server does not allow it, with what would allow it", () => {
    expect(resolve({ host: "etcd" }, { ALLOWED_TARGETS: "etcd:1" })).toMatchObject({
      kind: "forbidden",
      rule: "targets",
      message: expect.stringContaining("add etcd:2379 to ALLOWED_TARGETS"),
    });
    expect(resolve({ host: "10.0.0.5" }, { ALLOWED_TARGETS: "" })).toMatchObject({ kind: "forbidden" });
  });

  test("is read-only where it is the address of a read-only connection", () => {
    expect(resolve({ host: "10.0.0.6" })).toMatchObject({ readOnly: true });
    expect(resolve({ host: "10.0.0.6", port: 1 })).toMatchObject({ readOnly: false });
  });

  test.each(["10.5", "0x0a000005", "::ffff:10.0.0.5", "[::FFFF:a00:5]", "10.0.0.5.", "167772165"])(
    "is read-only where it is that address in other words: %s",
    (host) => {
      expect(resolve({ host })).toMatchObject({ readOnly: true, allowSnapshot: false });
    },
  );

  test("is to be asked which cluster it is only where a connection is read-only and none has its address", () => {
    expect(resolve({ host: "localhost" })).toMatchObject({ unproven: true });
    expect(resolve({ host: "10.0.0.7" })).not.toHaveProperty("unproven");
    expect(resolve({ host: "localhost" }, { CONNECTIONS: "" })).not.toHaveProperty("unproven");
    expect(resolve({ host: "localhost" }, { READ_ONLY: "true" })).not.toHaveProperty("unproven");
  });

  test("is writable where another connection to the same address is", () => {
    expect(resolve({ host: "10.0.0.7" })).toMatchObject({ readOnly: false });
  });

  test("is read-only where the server is", () => {
    expect(resolve({ host: "etcd" }, { READ_ONLY: "true" })).toMatchObject({ readOnly: true });
  });

  test("has credentials only where both are given", () => {
    expect(resolve({ host: "etcd", username: "u", password: "p" })).toMatchObject({
      credentials: { username: "u", password: "p" },
    });
    for (const half of [
      { username: "u" },
      { password: "p" },
      { username: "", password: "p" },
      { username: "u", password: "" },
    ]) {
      expect(resolve({ host: "etcd", ...half })).not.toHaveProperty("credentials");
    }
  });
});

describe("a connection", () => {
  test("brings its endpoints, its credentials and whether it is read-only", () => {
    expect(resolve({ connection: "prod" }, { ALLOWED_TARGETS: "" })).toEqual({
      id: "connection prod",
      endpoints: [
        { host: "10.0.0.5", port: 2379, tls: true },
        { host: "10.0.0.6", port: 2379, tls: true },
      ],
      readOnly: true,
      allowSnapshot: false,
      credentials: { username: "u", password: "p" },
    });
  });

  test("takes another user, or a token, from the request", () => {
    expect(resolve({ connection: "prod", username: "me", password: "mine", token: "t.1" })).toMatchObject({
      credentials: { username: "me", password: "mine" },
      token: "t.1",
    });
  });

  test("must be known", () => {
    expect(resolve({ connection: "Prod" })).toMatchObject({ kind: "invalid", field: "connection" });
  });

  test.each([{ host: "etcd" }, { port: 2379 }, { tls: false }])("does not go with %j", (field) => {
    expect(resolve({ connection: "prod", ...field })).toMatchObject({ kind: "invalid", field: Object.keys(field)[0] });
  });
});

describe("a request that only reads, by its own word", () => {
  test("is locked, and nothing else about it changes", () => {
    const { isLocked, ...locked } = Object(resolve({ connection: "dev", readOnly: true }));
    expect(isLocked).toBe(true);
    expect(locked).toEqual(resolve({ connection: "dev" }));
    expect(resolve({ host: "other", readOnly: true })).toEqual({
      ...Object(resolve({ host: "other" })),
      isLocked: true,
    });
    expect(resolve({ connection: "prod", readOnly: true })).toMatchObject({ readOnly: true, allowSnapshot: false });
  });

  test("cannot take back what its connection says", () => {
    expect(resolve({ connection: "prod", readOnly: false })).toEqual(resolve({ connection: "prod" }));
    expect(resolve({ connection: "dev", readOnly: false }, { READ_ONLY: "true" })).toMatchObject({ readOnly: true });
  });
});
