import { describe, expect, test } from "vitest";
import { makeApi } from "../../test/api.ts";
import { answerOf } from "../../test/http-text.ts";
import type { Environment } from "#/settings/settings.ts";
import { scriptedDial, type SocketScript } from "#/socket/scripted-dial.ts";

const binding = { address: "https://10.0.0.5:2379", binding: "ETCD0" };
const CONNECTIONS = JSON.stringify([
  {
    name: "prod",
    endpoints: ["http://10.0.0.5:2379", "http://10.0.0.6:2379"],
    username: "root",
    password: "hunter2",
  },
  { name: "bound", endpoints: [binding], username: "root", password: "hunter2" },
  { name: "look", readOnly: true, endpoints: ["http://10.0.0.5:2379"] },
]);
const token = answerOf(200, '{"token":"t.1"}');
const members = answerOf(
  200,
  '{"members":[{"clientURLs":["http://10.0.0.7:2379/"]},{"clientURLs":["http://[::1]:2379"]}]}',
);
const done = answerOf(200, "{}");
/** How one of several endpoints answers when it is asked whether it serves, and what is sent for it. */
const fit = [[done], [done]] as const;
const probe = "/health?exclude=NOSPACE&exclude=CORRUPT /v3/kv/txn";

/** Asks through a new app; each script is one dial. */
async function ask(fields: object, scripts: readonly SocketScript[] = [], environment: Environment = {}) {
  const script = scriptedDial(...scripts);
  const api = makeApi(script.dial, { CONNECTIONS, ALLOWED_TARGETS: "*", ...environment });
  const query = (more: object) =>
    api.post("/api/etcd/query", { connection: "prod", path: "/v3/maintenance/status", ...fields, ...more });
  return {
    query,
    answer: await query({}),
    dialled: () =>
      script.sockets.map(
        ({ endpoint, requests }) => `${endpoint.host} ${requests.map((request) => request.split(" ", 2)[1]).join(" ")}`,
      ),
    everything: () => JSON.stringify(script.sockets.map(({ requests }) => requests)),
  };
}

const forbidden = { status: 403, json: { failure: { kind: "forbidden", rule: "members" } } };

describe("one of the connection's own endpoints", () => {
  test.each([1, "http://10.0.0.6:2379"])("is asked by %j, and no other, even where it is dead", async (endpoint) => {
    const asked = await ask({ endpoint }, [{ answers: [[token], [done]] }]);
    expect(asked.answer).toMatchObject({ status: 200, json: { success: true } });
    expect(asked.dialled()).toEqual(["10.0.0.6 /v3/auth/authenticate /v3/maintenance/status"]);
    const dead = await ask({ endpoint }, [{ dial: "refused" }, { answers: [[token], [done]] }]);
    expect(dead.answer).toMatchObject({ status: 500, json: { failure: { kind: "unreachable", host: "10.0.0.6" } } });
    expect(dead.dialled()).toHaveLength(1);
  });

  test("is asked over the service that holds its certificates", async () => {
    const script = scriptedDial({ answers: [[token], [done]] });
    const api = makeApi(script.dial, { CONNECTIONS, ALLOWED_TARGETS: "" });
    const fields = { connection: "bound", path: "/v3/maintenance/status", endpoint: "https://10.0.0.5:2379" };
    expect(await api.post("/api/etcd/query", fields)).toMatchObject({ status: 200 });
    expect(script.sockets.map(({ endpoint }) => endpoint.binding)).toEqual(["ETCD0"]);
  });

  test("stays read-only where the connection is", async () => {
    const asked = await ask({ connection: "look", endpoint: 0, path: "/v3/maintenance/defragment" });
    expect(asked.answer).toMatchObject({ status: 403, json: { failure: { rule: "read-only" } } });
    expect(asked.dialled()).toEqual([]);
  });
});

describe("another address", () => {
  const endpoint = "http://10.0.0.7:2379";

  test("is asked only after the cluster itself has listed it, once for several requests", async () => {
    const asked = await ask({ endpoint }, [
      { answers: [...fit, [token], [members]] },
      { answers: [[done]] },
      { answers: [[done]] },
    ]);
    expect(asked.answer).toMatchObject({ status: 200, json: { success: true } });
    expect(await asked.query({})).toMatchObject({ status: 200 });
    expect(asked.dialled()).toEqual([
      `10.0.0.5 ${probe} /v3/auth/authenticate /v3/cluster/member/list`,
      "10.0.0.7 /v3/maintenance/status",
      "10.0.0.7 /v3/maintenance/status",
    ]);
  });

  test.each(["http://10.0.0.8:2379", "http://10.0.0.7:2380", "http://10.0.0.7.evil.example:2379"])(
    "%s, which the cluster does not list, is never dialled: no credentials go there",
    async (elsewhere) => {
      const asked = await ask({ endpoint: elsewhere }, [{ answers: [...fit, [token], [members]] }]);
      expect(asked.answer).toMatchObject(forbidden);
      expect(asked.dialled()).toEqual([`10.0.0.5 ${probe} /v3/auth/authenticate /v3/cluster/member/list`]);
    },
  );

  test("is not asked where the cluster does not tell its members", async () => {
    const refusal = answerOf(403, '{"code":7,"message":"permission denied"}');
    const asked = await ask({ endpoint }, [{ answers: [...fit, [token], [refusal]] }]);
    expect(asked.answer).toMatchObject({ status: 500, json: { failure: { kind: "rejected", code: 7 } } });
    expect(asked.dialled()).toHaveLength(1);
  });

  test.each([
    ["a server that dials nothing else", { endpoint }, { ALLOWED_TARGETS: "" }],
    ["a list of other hosts", { endpoint }, { ALLOWED_TARGETS: "10.0.0.9" }],
    ["TLS where the connection has none", { endpoint: "https://10.0.0.7:2379" }, {}],
    ["clear text where the connection has TLS", { connection: "bound", endpoint }, {}],
    ["certificates of another address", { connection: "bound", endpoint: "https://10.0.0.7:2379" }, {}],
  ])("is refused before any dial: %s", async (_why, fields, environment) => {
    const asked = await ask(fields, [], environment);
    expect(asked.answer).toMatchObject(forbidden);
    expect(asked.dialled()).toEqual([]);
    expect(JSON.stringify(asked.answer.json)).not.toContain("hunter2");
  });

  test.each([
    [{ endpoint: 2 }],
    [{ endpoint: -1 }],
    [{ endpoint: "http://root:hunter2@10.0.0.5:2379" }],
    [{ endpoint: "http://10.0.0.5:2379/path" }],
    [{ endpoint: "http://10.0.0.5:2379\r\nX: 1" }],
    [{ connection: undefined, host: "10.0.0.5", endpoint: "http://10.0.0.6:2379" }],
  ])("%j is no endpoint", async (fields) => {
    const asked = await ask(fields);
    expect(asked.answer).toMatchObject({ status: 400, json: { failure: { kind: "invalid", field: "endpoint" } } });
    expect(asked.dialled()).toEqual([]);
  });

  test("is streamed from under the same rules", async () => {
    const api = makeApi(scriptedDial().dial, { CONNECTIONS, ALLOWED_TARGETS: "" });
    const fields = { connection: "prod", method: "GET", path: "/metrics", endpoint };
    expect(await api.post("/api/etcd/stream", fields)).toMatchObject(forbidden);
  });
});
