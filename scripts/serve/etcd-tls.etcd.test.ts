import { lentEtcds } from "../test/provided.ts";
/** Configured connections against real etcds that want TLS and a client certificate. */
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runEtcdctl } from "../etcd/etcdctl.ts";
import { startEtcd, type RunningEtcd } from "../etcd/start-etcd.ts";
import { tlsFixtures } from "../paths.ts";
import { freePort } from "../process/free-port.ts";
import { createTeardown } from "../process/teardown.ts";
import type { ConnectionDraft, DraftField } from "../start/connection-draft.ts";
import { resolveConnections } from "../start/resolve-connection.ts";
import { serveApp } from "./serve-app.ts";

const tested = lentEtcds().filter(({ version }) => version === "3.4.23" || version === "3.5.30");
const noTerminal = () => Promise.resolve(undefined);
const base64 = (text: string) => Buffer.from(text).toString("base64");
const trusted = { cacert: "authority.pem" };
const client = { cert: "client.pem", key: "test.key" };

type Texts = Partial<Record<DraftField, string>> & { name: string };
function draft(texts: Texts, readOnly = false): ConnectionDraft {
  const entries: [string, string][] = Object.entries(texts);
  const fields = Object.fromEntries(entries.map(([field, text]) => [field, { text, called: field }]));
  return { fields, readOnly, folder: tlsFixtures, called: texts.name };
}

describe.each(tested)("etcd $version under mutual TLS", ({ version, etcdctl, endpoint: plainEndpoint }) => {
  const teardown = createTeardown();
  let etcd: RunningEtcd | undefined;
  let origin = "";

  beforeAll(async () => {
    etcd = await startEtcd({
      binary: join(dirname(etcdctl), "etcd"),
      tls: {
        certificate: join(tlsFixtures, "server.pem"),
        key: join(tlsFixtures, "test.key"),
        clientAuthority: join(tlsFixtures, "authority.pem"),
      },
    });
    teardown.add(etcd.stop);
    const endpoints = etcd.endpoint;
    const dead = `https://127.0.0.1:${await freePort("127.0.0.1")}`;
    const drafts = [
      draft({ name: "good", endpoints, ...trusted, ...client }),
      draft({ name: "looking", endpoints, ...trusted, ...client }, true),
      draft({ name: "by-name", endpoints: endpoints.replace("127.0.0.1", "localhost"), ...trusted, ...client }),
      draft({ name: "other-name", endpoints, ...trusted, ...client, serverName: "localhost" }),
      draft({ name: "dead-first", endpoints: `${dead},${endpoints}`, ...trusted, ...client }),
      draft({ name: "user", endpoints, ...trusted, ...client, user: "root:planted-password" }),
      draft({ name: "wrong-password", endpoints, ...trusted, ...client, user: "root:planted-error" }),
      draft({ name: "wrong-authority", endpoints, cacert: "foreign.pem", ...client }),
      draft({ name: "browsers-authorities", endpoints, ...client }),
      draft({ name: "wrong-name", endpoints, ...trusted, ...client, serverName: "etcd.internal" }),
      draft({ name: "no-certificate", endpoints, ...trusted }),
      draft({ name: "foreign-certificate", endpoints, ...trusted, cert: "foreign.pem", key: "test.key" }),
      draft({ name: "nothing", endpoints }),
      draft({ name: "no-TLS", endpoints: plainEndpoint.replace("http:", "https:"), ...trusted, ...client }),
    ];
    const connections = await resolveConnections(drafts, noTerminal);
    const app = await serveApp({ connections, allowedTargets: "*", assets: false });
    teardown.add(app.stop);
    origin = app.origin;
  });
  afterAll(() => teardown.run());

  async function query(fields: object, path: string, body: object): Promise<unknown> {
    const answer = await fetch(`${origin}/api/etcd/query`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...fields, path, body: JSON.stringify(body) }),
    });
    return await answer.json();
  }
  const read = (connection: string) => query({ connection }, "/v3/kv/range", { key: base64("/tls") });
  const admin = (path: string, body: object) => query({ connection: "good" }, `/v3/auth/${path}`, body);

  it("is asked as one member, by its place and by its address, with the certificates of that endpoint", async () => {
    for (const endpoint of [0, etcd?.endpoint]) {
      expect(await query({ connection: "good", endpoint }, "/v3/maintenance/status", {})).toMatchObject({
        success: true,
      });
    }
    const other = await query({ connection: "good", endpoint: "https://127.0.0.1:1" }, "/v3/maintenance/status", {});
    expect(other).toMatchObject({ failure: { kind: "forbidden", rule: "members" } });
  });

  it("is read and written, as etcdctl can see", async () => {
    const put = { key: base64("/tls"), value: base64(version) };
    expect(await query({ connection: "good" }, "/v3/kv/put", put)).toMatchObject({ success: true });
    expect(await read("good")).toMatchObject({ parsed: { kvs: [{ value_decoded: version }] } });
    const flags = ["--cacert", "authority.pem", "--cert", "client.pem", "--key", "test.key"];
    const paths = flags.map((flag) => (flag.startsWith("--") ? flag : join(tlsFixtures, flag)));
    const seen = await runEtcdctl({ etcdctl, endpoint: etcd?.endpoint ?? "" }, [...paths, "get", "/tls"]);
    expect(seen.toString()).toBe(`/tls\n${version}\n`);
  });

  it.each(["by-name", "other-name", "dead-first", "looking"])("is reached as “%s”", async (connection) => {
    expect(await read(connection)).toMatchObject({ success: true, parsed: { count: "1" } });
  });

  it("is not written through a connection that only looks", async () => {
    const put = { key: base64("/tls"), value: base64("no") };
    expect(await query({ connection: "looking" }, "/v3/kv/put", put)).toMatchObject({
      failure: { kind: "forbidden", rule: "read-only" },
    });
  });

  it.each([
    ["wrong-authority", "unknown-authority"],
    ["browsers-authorities", "unknown-authority"],
    ["wrong-name", "wrong-name"],
    ["no-certificate", "client-certificate-wanted"],
    ["foreign-certificate", "client-certificate-wanted"],
    ["nothing", "unknown-authority"],
  ])("is not reached with %s, and the reason is told: %s", async (connection, cause) => {
    expect(await read(connection)).toMatchObject({ success: false, failure: { kind: "tls", cause } });
  });

  it("is never spoken to in clear: a server without TLS is no etcd for a connection with it", async () => {
    expect(await read("no-TLS")).toMatchObject({ success: false, failure: { kind: "tls", cause: "no-tls" } });
  });

  it("is not reached by its bare address, which needs no service", async () => {
    const { host, port } = etcd ?? { host: "", port: 0 };
    const fields = { host, port };
    const body = { key: base64("/tls") };
    expect(await query({ ...fields, tls: true }, "/v3/kv/range", body)).toMatchObject({ failure: { kind: "tls" } });
    expect(await query(fields, "/v3/kv/range", body)).toMatchObject({ success: false });
  });

  it("is used by a connection's user, whose password stays on the server", async () => {
    await admin("user/add", { name: "root", password: "planted-password" });
    await admin("user/grant", { user: "root", role: "root" });
    expect(await admin("enable", {})).toMatchObject({ success: true });
    expect(await read("user")).toMatchObject({ success: true, parsed: { count: "1" } });
    expect(await read("good")).toMatchObject({ success: false, failure: { kind: "rejected", code: 3 } });
    const refused = await read("wrong-password");
    expect(refused).toMatchObject({ success: false, failure: { kind: "rejected" } });
    const config: unknown = await (await fetch(`${origin}/api/config`)).json();
    expect(JSON.stringify([refused, config])).not.toContain("planted");
  });
});
