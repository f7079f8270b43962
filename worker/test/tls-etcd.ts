/** A real etcd that speaks TLS, with a certificate of fixtures/tls. */
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { goEnvironment } from "@etcd-explorer/scripts/etcd/go-environment";
import { obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { freePorts } from "@etcd-explorer/scripts/process/free-port";
import { makeTempDir, removeDir } from "@etcd-explorer/scripts/process/temp-dir";
import { spawnTied, type TiedChild } from "@etcd-explorer/scripts/process/tied-child";
import type { FaultServer } from "./fault-server.ts";
import { keyFile, tlsFile, type CertificateName } from "./tls-files.ts";

export interface TlsEtcdOptions {
  readonly version: string;
  readonly certificate: CertificateName;
  /** Whether clients must show a certificate that `authority` signed. */
  readonly clientCertAuth?: boolean;
}

const host = "127.0.0.1";

/** Lends a fresh etcd; it is ended afterwards, and its data removed. */
export async function withTlsEtcd<T>(options: TlsEtcdOptions, use: (server: FaultServer) => Promise<T>): Promise<T> {
  const { etcd } = await obtainEtcdVersion(options.version);
  const folder = await makeTempDir();
  const [port = 0, peerPort = 0, metricsPort = 0] = await freePorts(host, 3);
  const [client, peer, metrics] = [
    `https://${host}:${port}`,
    `http://${host}:${peerPort}`,
    `http://${host}:${metricsPort}`,
  ];
  const log = await open(join(folder, "etcd.log"), "a", 0o600);
  const flags = {
    name: "tls",
    "data-dir": join(folder, "data"),
    "listen-client-urls": client,
    "advertise-client-urls": client,
    "listen-peer-urls": peer,
    "initial-advertise-peer-urls": peer,
    "initial-cluster": `tls=${peer}`,
    "cert-file": tlsFile(`${options.certificate}.pem`),
    "key-file": keyFile(options.certificate),
    // Health without TLS: it tells when etcd is up, whatever is wrong with its certificate.
    "listen-metrics-urls": metrics,
    logger: "zap",
    ...(options.clientCertAuth === true && { "client-cert-auth": "true", "trusted-ca-file": tlsFile("authority.pem") }),
  };
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const env = { PATH: process.env["PATH"], ...goEnvironment() };
  const child = spawnTied(etcd, args, { stdio: ["ignore", log.fd, log.fd], env });
  await log.close();
  try {
    await waitUntilHealthy(metrics, child);
    return await use({ host, port });
  } catch (error) {
    if (child.alive()) throw error;
    throw new Error(`etcd ended: ${await readFile(join(folder, "etcd.log"), "utf8")}`, { cause: error });
  } finally {
    await child.stop();
    await removeDir(folder);
  }
}

async function waitUntilHealthy(metrics: string, child: TiedChild): Promise<void> {
  const deadlineMs = Date.now() + 15_000;
  while (child.alive() && Date.now() < deadlineMs) {
    try {
      const answer = await fetch(`${metrics}/health`, { signal: AbortSignal.timeout(1000) });
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // Nobody listens there yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("etcd did not come up");
}
