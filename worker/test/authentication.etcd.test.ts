import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { describe, expect, test } from "vitest";
import { base64, postTo, queryThrough, type QueryTarget } from "./real-app.ts";
import { withThrowawayEtcd } from "./throwaway-etcd.ts";

const { origin } = lentApp();
const root = { username: "root", password: "root's own" };
const app = { username: "app", password: "app's own" };

interface Secured {
  readonly target: QueryTarget;
  readonly query: (who: object, path: string, body?: object) => ReturnType<typeof queryThrough>;
}

/** Lends an etcd with authentication on, root, and a user who may use what is under `/app/`. */
function withSecuredEtcd<T>(version: string, use: (secured: Secured) => Promise<T>): Promise<T> {
  return withThrowawayEtcd(version, ({ host, port }) => {
    const target = { host, port };
    const query: Secured["query"] = (who, path, body) => queryThrough(origin, { ...target, ...who }, path, body);
    return secure(query).then(() => use({ target, query }));
  });
}

async function secure(query: Secured["query"]): Promise<void> {
  const perm = { permType: "READWRITE", key: base64("/app/"), range_end: base64("/app0") };
  const steps: readonly (readonly [path: string, body: object])[] = [
    ["user/add", { name: root.username, password: root.password }],
    ["user/grant", { user: root.username, role: "root" }],
    ["user/add", { name: app.username, password: app.password }],
    ["role/add", { name: "app" }],
    ["role/grant", { name: "app", perm }],
    ["user/grant", { user: app.username, role: "app" }],
    ["enable", {}],
  ];
  for (const [path, body] of steps) await query({}, `/v3/auth/${path}`, body);
}

/** How many logins etcd has answered, by its own count. */
async function countLogins({ host, port }: QueryTarget): Promise<number> {
  const metrics = await (await fetch(`http://${String(host)}:${String(port)}/metrics`)).text();
  const counts = metrics.matchAll(/^grpc_server_handled_total\{[^}]*grpc_method="Authenticate"[^}]*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

const codeOf = ({ failure }: Awaited<ReturnType<typeof queryThrough>>): unknown => Object(failure).code;

/** What the page asks to find out whether authentication is on: see web/src/api/connection/authentication.ts. */
async function askAuthentication(query: (path: string, body: object) => ReturnType<typeof queryThrough>) {
  const status = await query("/v3/auth/status", {});
  const nobody = await query("/v3/auth/authenticate", { name: "", password: "" });
  return { status: status.success ? Object(status.parsed).enabled === true : codeOf(status), nobody: codeOf(nobody) };
}

test.each(lentEtcds())(
  "etcd $version says that authentication is off, whoever asks",
  async ({ version, host, port }) => {
    for (const who of [{}, app]) {
      const asked = await askAuthentication((path, body) => queryThrough(origin, { host, port, ...who }, path, body));
      expect(asked).toEqual({ status: version.startsWith("3.4") ? 5 : false, nobody: 9 });
    }
  },
);

describe.each(lentEtcds())("with authentication on, etcd $version", ({ version }) => {
  test("says so, or refuses to", async () => {
    await withSecuredEtcd(version, async ({ query }) => {
      const old = version.startsWith("3.4");
      const asRoot = await askAuthentication((path, body) => query(root, path, body));
      expect(asRoot).toEqual({ status: old ? 5 : true, nobody: 3 });
      const asApp = await askAuthentication((path, body) => query(app, path, body));
      // From 3.7 on the status is no longer root's alone.
      const asAnybody = version.startsWith("3.7") ? true : 7;
      expect(asApp).toEqual({ status: old ? 5 : asAnybody, nobody: 3 });
    });
  });

  test("knows who asks", async () => {
    await withSecuredEtcd(version, async ({ query }) => {
      const put = { key: base64("/app/a"), value: base64("1") };
      const everything = { key: base64("\0"), range_end: base64("\0") };
      expect(await query({}, "/v3/kv/put", put)).toMatchObject({
        success: false,
        failure: { kind: "rejected", code: 3, message: "etcdserver: user name is empty" },
      });
      expect(await query(app, "/v3/kv/put", put)).toMatchObject({ success: true });
      expect(await query(app, "/v3/kv/range", everything)).toMatchObject({
        success: false,
        statusCode: 403,
        failure: { kind: "rejected", code: 7, message: "etcdserver: permission denied" },
      });
      expect(await query(root, "/v3/kv/range", everything)).toMatchObject({ success: true, parsed: { count: "1" } });
    });
  });

  test("many requests at once cost one login", async () => {
    await withSecuredEtcd(version, async ({ target, query }) => {
      const before = await countLogins(target);
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => query(app, "/v3/kv/range", { key: base64("/app/a") })),
      );
      expect(answers.every(({ success }) => success)).toBe(true);
      expect((await countLogins(target)) - before).toBe(1);
    });
  });

  test("refuses a wrong password in its own words, and the health lacks only what that costs", async () => {
    await withSecuredEtcd(version, async ({ target, query }) => {
      const wrong = { ...app, password: "wrong" };
      expect(await query(wrong, "/v3/kv/range", { key: base64("/app/a") })).toMatchObject({
        success: false,
        statusCode: 400,
        failure: {
          kind: "rejected",
          code: 3,
          message: "etcdserver: authentication failed, invalid user ID or password",
        },
      });
      expect(await postTo(origin, "/api/etcd/health", { ...target, ...wrong })).toMatchObject({
        status: 200,
        json: {
          success: true,
          parsed: { status: null, health: { health: "true" } },
          failures: { status: { code: 3 } },
        },
      });
      expect(await postTo(origin, "/api/etcd/health", { ...target, ...root })).toMatchObject({
        json: { success: true, parsed: { status: { version } } },
      });
    });
  });

  test("may forget a token: it is renewed unseen, for a write too", async () => {
    await withSecuredEtcd(version, async ({ query }) => {
      const put = { key: base64("/app/a"), value: base64("1") };
      expect(await query(app, "/v3/kv/put", put)).toMatchObject({ success: true });
      // Turning authentication off drops every token.
      expect(await query(root, "/v3/auth/disable", {})).toMatchObject({ success: true });
      expect(await query(app, "/v3/kv/put", put)).toMatchObject({ success: true });
      expect(await query({}, "/v3/auth/enable", {})).toMatchObject({ success: true });
      expect(await query(app, "/v3/kv/put", put)).toMatchObject({ success: true });
    });
  });

  test("takes a token that the request brings, and never answers one that it does not know", async () => {
    await withSecuredEtcd(version, async ({ target, query }) => {
      const login = await query({}, "/v3/auth/authenticate", { name: root.username, password: root.password });
      const { token } = Object(login.parsed);
      const range = { key: base64("/app/a") };
      expect(await query({ token }, "/v3/kv/range", range)).toMatchObject({ success: true });
      expect(await query({ token: "malformed" }, "/v3/kv/range", range)).toMatchObject({ failure: { code: 16 } });
      const unknown = {
        ...target,
        token: "unknown.999999",
        path: "/v3/kv/range",
        body: JSON.stringify(range),
        timeout: 400,
      };
      expect(await postTo(origin, "/api/etcd/query", unknown)).toMatchObject({
        status: 500,
        json: { failure: { kind: "timeout", phase: "headers", timeoutMs: 400 } },
      });
    });
  });
});
