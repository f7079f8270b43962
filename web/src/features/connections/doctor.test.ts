import type { HealthResponse, QueryRequest, QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import { describe, expect, test } from "vitest";
import type { Connection } from "#/api/connection/connection.ts";
import { createClient, type Client } from "#/api/client/client.ts";
import type { Transport } from "#/api/client/transport.ts";
import { examine, plannedSteps, type Step } from "./doctor.ts";

const cost = { sizeBytes: 1, durationMs: 1 };
const healthy: HealthResponse = {
  success: true,
  statusCode: 200,
  parsed: { version: { etcdserver: "3.5.30" }, status: null, health: null },
  latencyMs: 1,
};
const rejected = (code: number, message: string) => ({ kind: "rejected", status: 400, code, message }) as const;
const future = {
  kind: "future-revision",
  status: 400,
  code: 11,
  message: "etcdserver: mvcc: required revision is a future revision",
} as const;
const denied = rejected(7, "etcdserver: permission denied");

const unused = () => Promise.reject(new Error("not asked in this test"));

/** A worker whose health fails with `health`, and whose queries answer by path. */
function worker(
  health: Failure | undefined,
  answers: Record<string, Partial<QueryResponse>> = {},
  failures?: HealthResponse["failures"],
) {
  const asked: QueryRequest[] = [];
  const transport: Transport = {
    config: unused,
    stream: unused,
    health: () =>
      health === undefined
        ? Promise.resolve({ ...healthy, ...(failures && { failures }), ...cost })
        : Promise.reject(new FailureError(health)),
    query: async (request) => {
      asked.push(request);
      const answer = answers[request.path] ?? { success: false, failure: future };
      return { success: true, statusCode: 200, headers: {}, body: "", parsed: {}, latencyMs: 1, ...cost, ...answer };
    },
  };
  const client = createClient({ transport, onRequest: () => undefined }, { id: "etcd:2379", target: { host: "etcd" } });
  return { asked, client };
}

const connection = (change: { tls?: boolean; user?: string } = {}): Connection => {
  const { tls = false, user = "" } = change;
  const ref = { kind: "free", host: "etcd", port: 2379, tls, user } as const;
  return {
    id: "etcd:2379",
    ref,
    label: "etcd",
    readOnly: false,
    isProduction: false,
    tls,
    user,
    target: { host: "etcd" },
  };
};

async function outcome(client: Client, target = connection()): Promise<readonly Step[]> {
  let last: readonly Step[] = [];
  for await (const steps of examine(client, target)) last = steps;
  return last;
}
const states = (steps: readonly Step[]) => steps.map(({ name, state }) => `${name} ${state}`);

describe("the connect doctor", () => {
  test("plans a TLS step only where TLS is asked for", () => {
    expect(plannedSteps(connection()).map((step) => step.name)).toEqual(["reach", "gateway", "sign-in", "permission"]);
    expect(plannedSteps(connection({ tls: true })).map((step) => step.name)).toContain("tls");
  });

  test("finds nothing wrong, reading not one key on the way", async () => {
    const { asked, client } = worker(undefined);
    const steps = await outcome(client);
    expect(states(steps)).toEqual(["reach passed", "gateway passed", "sign-in passed", "permission passed"]);
    expect(steps.map((step) => step.finding)).toContain("etcd 3.5.30 answers.");
    expect(asked.map(({ body }) => body)).toEqual([expect.stringContaining('"revision":"9223372036854775807"')]);
  });

  test.each<[Failure, { tls?: boolean }, string[]]>([
    [{ kind: "unreachable", host: "etcd", port: 1, message: "refused" }, {}, ["reach failed", "gateway waiting"]],
    [{ kind: "timeout", phase: "dial", timeoutMs: 5 }, {}, ["reach failed", "gateway waiting"]],
    [{ kind: "tls", message: "expired", cause: "expired" }, { tls: true }, ["reach passed", "tls failed"]],
    [{ kind: "tls", message: "wants TLS", cause: "tls-required" }, {}, ["reach passed", "gateway failed"]],
    [{ kind: "malformed", message: "SSH" }, { tls: true }, ["reach passed", "tls passed", "gateway failed"]],
    [{ kind: "timeout", phase: "headers", timeoutMs: 5 }, {}, ["reach passed", "gateway failed"]],
  ])("%o stops at its step", async (failure, change, expected) => {
    const steps = await outcome(worker(failure).client, connection(change));
    expect(states(steps).slice(0, expected.length)).toEqual(expected);
    expect(steps.find((step) => step.state === "failed")?.failure).toEqual(failure);
    expect(steps.at(-1)?.state).toBe("waiting");
  });

  test("stops at signing in where nobody, or a wrong password, is refused", async () => {
    const failure = rejected(3, "etcdserver: user name is empty");
    const steps = await outcome(worker(undefined, { "/v3/kv/range": { success: false, failure } }).client);
    expect(states(steps).slice(2)).toEqual(["sign-in failed", "permission waiting"]);
  });

  test.each<[string, Record<string, Partial<QueryResponse>>, string]>([
    ["on", { "/v3/auth/status": { parsed: { enabled: true } } }, "Signed in as app."],
    ["on, as its refusal says", { "/v3/auth/status": { success: false, failure: denied } }, "Signed in as app."],
    ["off", { "/v3/auth/status": { parsed: {} } }, "Authentication is off: the user app is not used."],
    [
      "off on 3.4, which cannot be asked",
      {
        "/v3/auth/status": { success: false, failure: rejected(5, "Not Found") },
        "/v3/auth/authenticate": { success: false, failure: rejected(9, "authentication is not enabled") },
      },
      "Authentication is off: the user app is not used.",
    ],
    [
      "on on 3.4, which lets nobody in",
      {
        "/v3/auth/status": { success: false, failure: rejected(5, "Not Found") },
        "/v3/auth/authenticate": { success: false, failure: rejected(3, "authentication failed, invalid user ID") },
      },
      "Signed in as app.",
    ],
    [
      "not told",
      { "/v3/auth/status": { success: false, failure: rejected(2, "other") } },
      "Accepted as app, or authentication is off.",
    ],
  ])("says who one is where authentication is %s", async (_, answers, finding) => {
    const { client, asked } = worker(undefined, answers);
    const steps = await outcome(client, connection({ user: "app" }));
    expect(steps.find(({ name }) => name === "sign-in")).toMatchObject({ state: "passed", finding });
    // No password is sent to find out.
    expect(
      asked
        .filter(({ path }) => path.endsWith("authenticate"))
        .every(({ body }) => body === '{"name":"","password":""}'),
    ).toBe(true);
  });

  test("stops at the gateway where the port is etcd's, and another one", async () => {
    const failure = { kind: "invalid", field: "port", message: "this is etcd's peer port" } as const;
    const steps = await outcome(worker(undefined, {}, { status: failure }).client);
    expect(states(steps).slice(0, 2)).toEqual(["reach passed", "gateway failed"]);
    expect(steps.find(({ state }) => state === "failed")?.failure).toEqual(failure);
  });

  test("names every endpoint that it tries", () => {
    const one = connection();
    if (one.ref.kind !== "free") throw new Error("not free");
    const pair = { ...one, ref: { ...one.ref, others: [{ host: "::1", port: 1 }] } };
    expect(plannedSteps(pair)[0]?.title).toBe("Connect to etcd:2379, [::1]:1");
  });

  test("tells what a limited user may read and write", async () => {
    const { client } = worker(undefined, {
      "/v3/kv/range": { success: false, failure: denied },
      "/v3/auth/user/get": { parsed: { roles: ["appr"] } },
      "/v3/auth/role/get": {
        parsed: {
          perm: [
            { permType: "READWRITE", key: "L2FwcC8=", range_end: "L2FwcDA=" },
            { key: "Zm9v" },
            { permType: "READ", key: "Yg==", range_end: "AA==" },
          ],
        },
      },
    });
    const steps = await outcome(client, connection({ user: "app" }));
    expect(steps.at(-1)).toMatchObject({
      state: "passed",
      finding: "read/write below /app/, read foo, read all keys from b.",
    });
  });
});
