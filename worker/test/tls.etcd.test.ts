import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
/** Why TLS fails against real etcd: over the platform's sockets, and over Node's where a private authority is trusted. */
import type { ConnectionOptions } from "node:tls";
import { describe, expect, test } from "vitest";
import type { TlsCause } from "@etcd-explorer/shared/model/failure";
import { dialWith } from "#/socket/dial.ts";
import { makeApi } from "./api.ts";
import type { FaultServer } from "./fault-server.ts";
import { nodeConnect } from "./node-connect.ts";
import { postTo } from "./real-app.ts";
import { withTlsEtcd } from "./tls-etcd.ts";
import { keyPair, pemOf, type CertificateName } from "./tls-files.ts";

const { origin } = lentApp();
const ca = pemOf("authority");
const range = { path: "/v3/kv/range", body: '{"key":"Zm9v"}' };

const askWorkerd = (tls: boolean) => (server: FaultServer) =>
  postTo(origin, "/api/etcd/query", { ...range, ...server, tls });
const askNode = (options: ConnectionOptions) => (server: FaultServer) =>
  makeApi(dialWith(nodeConnect(options))).post("/api/etcd/query", { ...range, ...server, tls: true });

const failing = (cause: TlsCause) => ({
  status: 500,
  json: { success: false, failure: { kind: "tls", cause, message: expect.any(String) } },
});
const succeeding = { status: 200, json: { success: true } };

// What is wrong with a certificate is not a matter of etcd's version.
test.each<[CertificateName, TlsCause]>([
  ["local-ec", "unknown-authority"],
  ["local-rsa", "unknown-authority"],
  ["self-signed", "unknown-authority"],
  ["expired", "expired"],
  ["future", "not-yet-valid"],
  ["other-name", "wrong-name"],
])("in workerd, etcd with the certificate %s: %s", async (certificate, cause) => {
  const version = lentEtcds().at(-1)?.version ?? "";
  expect(await withTlsEtcd({ version, certificate }, askWorkerd(true))).toMatchObject(failing(cause));
});

describe.each(lentEtcds())("etcd $version", ({ version, host, port }) => {
  test("in workerd, without TLS and spoken to with it, is told so", async () => {
    expect(await askWorkerd(true)({ host, port })).toMatchObject(failing("no-tls"));
  });

  test.each([false, true])("in workerd, with TLS and spoken to without, is told so", async (clientCertAuth) => {
    const options = { version, certificate: "local-ec", clientCertAuth } as const;
    expect(await withTlsEtcd(options, askWorkerd(false))).toMatchObject(failing("tls-required"));
  });

  test("with --client-cert-auth wants a client certificate that it trusts", async () => {
    await withTlsEtcd({ version, certificate: "local-ec", clientCertAuth: true }, async (server) => {
      expect(await askNode({ ca })(server)).toMatchObject(failing("client-certificate-wanted"));
      const foreign = await askNode({ ca, ...keyPair("self-signed") })(server);
      expect(foreign).toMatchObject(failing("client-certificate-wanted"));
      expect(await askNode({ ca, ...keyPair("client") })(server)).toMatchObject(succeeding);
      expect(await askNode({})(server)).toMatchObject(failing("unknown-authority"));
    });
  });

  test("whose authority is trusted answers", async () => {
    expect(await withTlsEtcd({ version, certificate: "local-rsa" }, askNode({ ca }))).toMatchObject(succeeding);
  });
});
