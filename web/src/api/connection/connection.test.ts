import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { describe, expect, test } from "vitest";
import { resolveConnection, snapshotRefusal } from "./connection.ts";

const config: ConfigResponse = {
  connections: [{ name: "prod", label: "Production", colour: "red", readOnly: true }],
  freeHosts: true,
  readOnly: false,
  limits: { defaultResponseBytes: 1, maxResponseBytes: 1, maxRequestBytes: 1, maxTimeoutMs: 1 },
};
const free = { kind: "free", host: "etcd", port: 2379, tls: false, user: "" } as const;

describe("connections", () => {
  test("by name carry only the name: the server knows the rest", () => {
    expect(resolveConnection({ kind: "configured", name: "prod" }, config, undefined)).toMatchObject({
      id: "prod",
      label: "Production",
      readOnly: true,
      colour: "red",
      target: { connection: "prod" },
    });
  });

  test("by name are asked as whom the server is configured to be, unless one signs in as somebody else", () => {
    const [prod] = config.connections;
    const known = prod === undefined ? config : { ...config, connections: [{ ...prod, user: "reader" }] };
    const own = { username: "app", password: "hunter2" };
    const ref = { kind: "configured", name: "prod" } as const;
    const resolved = resolveConnection(ref, known, undefined);
    expect(resolved).toMatchObject({ user: "reader" });
    // The server knows the password; naming the user in a request would ask for it.
    expect(resolved?.target).toEqual({ connection: "prod" });
    expect(resolveConnection(ref, known, own)).toMatchObject({ user: "app" });
  });

  test("by name take credentials of one's own along", () => {
    const credentials = { username: "app", password: "hunter2" };
    expect(resolveConnection({ kind: "configured", name: "prod" }, config, credentials)).toMatchObject({
      user: "app",
      target: { connection: "prod", username: "app", password: "hunter2" },
    });
  });

  test("by a name that the server does not know are none", () => {
    expect(resolveConnection({ kind: "configured", name: "gone" }, config, undefined)).toBeUndefined();
  });

  test("of one's own carry address and user, with the password in the target alone", () => {
    const connection = resolveConnection({ ...free, user: "root" }, config, { username: "root", password: "hunter2" });
    expect(connection?.target).toEqual({ host: "etcd", port: 2379, username: "root", password: "hunter2" });
    expect(connection?.id).toBe("root@etcd:2379");
    expect(resolveConnection(free, config, undefined)?.target).toEqual({ host: "etcd", port: 2379 });
  });

  test("of several endpoints name them all", () => {
    const cluster = { ...free, tls: true, user: "root", others: [{ host: "::1", port: 1 }] };
    const connection = resolveConnection(cluster, config, undefined);
    expect(connection?.id).toBe("https://root@etcd:2379,[::1]:1");
    expect(connection?.target).toEqual({
      endpoints: ["https://etcd:2379", "https://[::1]:1"],
      username: "root",
      password: "",
    });
  });

  test("of one's own are as they were saved in this browser", () => {
    const saved = [{ id: "etcd:2379", name: "eu prod", colour: "violet", readOnly: true } as const];
    const connection = resolveConnection(free, config, undefined, saved);
    expect(connection).toMatchObject({ label: "eu prod", colour: "violet", isProduction: true, readOnly: true });
    // The server is told with every request, and keeps nobody from a snapshot of what is one's own.
    expect(connection?.target).toEqual({ host: "etcd", port: 2379, readOnly: true });
    expect(connection?.allowSnapshot).toBe(true);
    expect(resolveConnection(free, { ...config, readOnly: true }, undefined, saved)?.allowSnapshot).toBeUndefined();
    const marked = [{ id: "etcd:2379", name: "eu prod", production: false }];
    expect(resolveConnection(free, config, undefined, marked)).toMatchObject({ isProduction: false, readOnly: false });
  });

  test("only read where the whole server only reads", () => {
    expect(resolveConnection(free, { ...config, readOnly: true }, undefined)?.readOnly).toBe(true);
  });
});

test("a snapshot is refused where only reads are, unless the server's settings permit it", () => {
  const [prod] = config.connections;
  const refusal = (more: object, server: object = {}) => {
    const known = { ...config, ...server, connections: prod === undefined ? [] : [{ ...prod, ...more }] };
    return ([{ kind: "configured", name: "prod" }, free] as const).map((ref) => {
      const connection = resolveConnection(ref, known, undefined);
      return connection === undefined ? "unknown" : snapshotRefusal(connection) !== undefined;
    });
  };
  expect(refusal({})).toEqual([true, false]);
  expect(refusal({ allowSnapshot: true })).toEqual([false, false]);
  expect(refusal({ readOnly: false })).toEqual([false, false]);
  expect(refusal({}, { readOnly: true })).toEqual([true, true]);
  expect(refusal({ allowSnapshot: true }, { readOnly: true, allowSnapshot: true })).toEqual([false, false]);
});
