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

const invalidEndpoints = (message: string) => ({
  kind: "invalid",
  field: "endpoints",
  message: expect.stringContaining(message),
});

describe("free endpoints", () => {
  test("are all of one cluster, in their order", () => {
    expect(resolve({ endpoints: ["https://A:1", "https://[::1]"] }, { CONNECTIONS: "" })).toEqual({
      id: "https://a:1,https://[::1]:2379",
      endpoints: [
        { host: "a", port: 1, tls: true },
        { host: "::1", port: 2379, tls: true },
      ],
      readOnly: false,
    });
    expect(resolve({ endpoints: ["http://a"], username: "u", password: "p", token: "t" })).toMatchObject({
      credentials: { username: "u", password: "p" },
      token: "t",
    });
  });

  test.each([
    [["http://a:1", "https://b:1"], "all http or all https"],
    [["a:1", "A.:1"], "twice"],
    [["127.0.0.1:1", "0x7f.1:1"], "twice"],
    [["http://a:1", "http://u:p@b:1"], "entry 2 must be like"],
    [["http://a:1", "http://b:1/v3"], "entry 2 must be like"],
    [["http://a:1,http://b:1"], "entry 1 must be like"],
    [["http://a:1", "http://b:70000"], "entry 2 must be like"],
    [["http://a:1", "http://b:1\r\nX: y"], "entry 2 must be like"],
    [["http://a:1", ""], "entry 2 must be like"],
  ])("are refused as a whole where one is wrong: %j", (endpoints, message) => {
    expect(resolve({ endpoints })).toMatchObject(invalidEndpoints(message));
  });

  test.each([{ host: "etcd" }, { port: 2379 }, { tls: false }])("do not go with %j", (field) => {
    expect(resolve({ endpoints: ["http://a"], ...field })).toMatchObject({
      kind: "invalid",
      field: Object.keys(field)[0],
    });
    expect(resolve({ connection: "dev", endpoints: ["http://a"] })).toMatchObject({
      kind: "invalid",
      field: "endpoints",
    });
  });

  test("are each what the server must allow", () => {
    const hidden = { endpoints: ["http://etcd:1", "http://169.254.169.254:80"] };
    expect(resolve(hidden, { ALLOWED_TARGETS: "etcd:1" })).toMatchObject({
      kind: "forbidden",
      rule: "targets",
      message: expect.stringContaining("169.254.169.254:80 is not allowed"),
    });
    expect(resolve({ endpoints: ["http://etcd:1", "http://etcd:2"] }, { ALLOWED_TARGETS: "etcd" })).toMatchObject({
      endpoints: [{ port: 1 }, { port: 2 }],
    });
  });

  test("are read-only where one of them is, wherever it stands and however it is spelt", () => {
    for (const endpoints of [
      ["http://10.0.0.5", "http://etcd"],
      ["http://etcd", "http://0x0a000006"],
      ["http://10.0.0.7", "http://10.0.0.5"],
    ])
      expect(resolve({ endpoints })).toMatchObject({ readOnly: true, allowSnapshot: false });
  });

  test("are to be asked which cluster they are where one of them is no connection's", () => {
    expect(resolve({ endpoints: ["http://10.0.0.7", "http://localhost"] })).toMatchObject({ unproven: true });
    expect(resolve({ endpoints: ["http://10.0.0.7", "http://10.0.0.5:1"] })).toMatchObject({ unproven: true });
    expect(resolve({ endpoints: ["http://10.0.0.7"] })).not.toHaveProperty("unproven");
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
