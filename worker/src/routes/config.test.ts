import { expect, test } from "vitest";
import { configResponse } from "@etcd-explorer/shared/contract/schemas";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { makeApi } from "../../test/api.ts";

const CONNECTIONS = JSON.stringify([
  {
    name: "prod",
    label: "Production",
    colour: "red",
    production: true,
    readOnly: true,
    endpoints: ["https://10.9.8.7:2379"],
    username: "reader",
    password: "hunter2",
  },
  { name: "dev", sample: true, endpoints: ["http://10.9.8.6:2379"] },
]);

test("the browser learns names, marks and limits", async () => {
  const { status, json } = await makeApi(undefined, { CONNECTIONS, ALLOWED_TARGETS: "" }).get("/api/config");
  expect(status).toBe(200);
  expect(configResponse.parse(json)).toEqual({
    connections: [
      {
        name: "prod",
        label: "Production",
        colour: "red",
        production: true,
        readOnly: true,
        tls: true,
        user: "reader",
        endpoints: 1,
      },
      { name: "dev", sample: true, readOnly: false, tls: false, endpoints: 1 },
    ],
    freeHosts: false,
    readOnly: false,
    limits: {
      defaultResponseBytes: limits.defaultResponseBytes,
      maxResponseBytes: limits.maxResponseBytes,
      maxRequestBytes: limits.maxRequestBytes,
      maxTimeoutMs: limits.maxTimeoutMs,
      watches: 100,
    },
  });
});

test("the browser learns whom the server signs in as, and of no connection more than that", async () => {
  const { json } = await makeApi(undefined, { CONNECTIONS }).get("/api/config");
  const { connections } = configResponse.parse(json);
  expect(connections.map(({ user }) => user)).toEqual(["reader", undefined]);
  const fields = new Set(["name", "label", "colour", "production", "readOnly", "tls", "user", "endpoints"]);
  for (const field of Object.keys(Object(json).connections[0])) expect(fields).toContain(field);
});

test("the browser learns no password and no address", async () => {
  const { json } = await makeApi(undefined, { CONNECTIONS }).get("/api/config");
  expect(JSON.stringify(json)).not.toMatch(/hunter2|password|10\.9\.8/);
});

test.each([
  ["*", true],
  ["etcd:2379", true],
  ["", false],
])("with ALLOWED_TARGETS %j a free host may be named: %s", async (ALLOWED_TARGETS, freeHosts) => {
  expect((await makeApi(undefined, { ALLOWED_TARGETS }).get("/api/config")).json).toMatchObject({ freeHosts });
});

test("on a read-only server every connection is read-only", async () => {
  const { json } = await makeApi(undefined, { CONNECTIONS, READ_ONLY: "true" }).get("/api/config");
  expect(json).toMatchObject({ readOnly: true, connections: [{ readOnly: true }, { name: "dev", readOnly: true }] });
});

test("the browser learns of which read-only connections a snapshot may be taken", async () => {
  const one = JSON.stringify([
    { name: "a", readOnly: true, allowSnapshot: true, endpoints: ["http://a:1"] },
    { name: "b", readOnly: true, endpoints: ["http://b:1"] },
  ]);
  const may = async (environment: object) => {
    const { json } = await makeApi(undefined, { CONNECTIONS: one, ...environment }).get("/api/config");
    const { connections, allowSnapshot } = configResponse.parse(json);
    return [...connections, { allowSnapshot }].map((place) => place.allowSnapshot === true);
  };
  expect(await may({})).toEqual([true, false, false]);
  expect(await may({ ALLOW_SNAPSHOT: "true" })).toEqual([true, true, true]);
});
