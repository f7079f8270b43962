/** The same small range where etcd wants TLS and a client certificate, beside a plain direct call. */
import { readFile } from "node:fs/promises";
import { Agent } from "node:http";
import { join } from "node:path";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { tlsFixtures } from "@etcd-explorer/scripts/paths";
import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { formatComparison, medians, type Figure } from "./measure.ts";
import { call } from "./post.ts";
import type { Bench } from "./bench-setup.ts";

const fixture = (name: string) => join(tlsFixtures, name);

export const mutualTls: Bench = {
  name: "mutual-tls",
  run: async ({ etcd }) => {
    const { etcd: binary } = await obtainEtcdVersion(journeyVersion);
    const secured = await startEtcd({
      binary,
      tls: { certificate: fixture("server.pem"), key: fixture("test.key"), clientAuthority: fixture("authority.pem") },
    });
    try {
      const tls = {
        authorities: [await readFile(fixture("authority.pem"), "utf8")],
        keypair: {
          certificateChain: await readFile(fixture("client.pem"), "utf8"),
          privateKey: await readFile(fixture("test.key"), "utf8"),
        },
      };
      const connection = { name: "secured", readOnly: false, endpoints: [secured.endpoint], tls };
      const app = await serveApp({ connections: [connection], allowedTargets: "" });
      try {
        return await compare(app.origin, etcd.endpoint);
      } finally {
        await app.stop();
      }
    } finally {
      await secured.stop();
    }
  },
};

function ask(path: string, body: string): string {
  return JSON.stringify({ connection: "secured", path, body });
}

async function compare(origin: string, plainEndpoint: string): Promise<Figure[]> {
  await callGateway(plainEndpoint, "/v3/kv/put", { key: "YQ==", value: "Yg==" });
  const range = '{"key":"YQ=="}';
  const browser = new Agent({ keepAlive: true, maxSockets: 1 });
  await call(`${origin}/api/etcd/query`, ask("/v3/kv/put", '{"key":"YQ==","value":"Yg=="}'), browser);
  const [ours = Number.NaN, direct = Number.NaN] = await medians([
    () => call(`${origin}/api/etcd/query`, ask("/v3/kv/range", range), browser),
    () => call(`${plainEndpoint}/v3/kv/range`, range),
  ]);
  browser.destroy();
  const limit = { kind: "at most", value: 8 } as const;
  return [formatComparison({ name: "small range by mutual TLS, p50", ours, direct, unit: "ms", limit })];
}
