/** A real etcd on loopback with data of its own, for the sample and for tests. */
import { open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { freePorts } from "../process/free-port.ts";
import { LaunchFailure } from "../process/launch-failure.ts";
import { run } from "../process/run.ts";
import { makeTempDir, removeDir } from "../process/temp-dir.ts";
import { spawnTied, type TiedChild } from "../process/tied-child.ts";
import { goEnvironment } from "./go-environment.ts";

export interface EtcdOptions {
  /** The path of the etcd program. */
  binary: string;
  /** More flags of etcd, such as `--max-txn-ops=256`. */
  flags?: readonly string[];
  /** Serves its clients by TLS, each of which must show a certificate that `clientAuthority` signed. */
  tls?: EtcdTls;
  /** One that was halted, whose data and port it takes over. */
  again?: Pick<RunningEtcd, "dataDir" | "port">;
}

/** Paths of PEM files. */
export interface EtcdTls {
  certificate: string;
  key: string;
  clientAuthority: string;
}

export interface RunningEtcd {
  /** `http://127.0.0.1:PORT`, or with `tls` `https://127.0.0.1:PORT`. */
  endpoint: string;
  host: string;
  port: number;
  dataDir: string;
  pid: number | undefined;
  /** Settles when etcd is gone, whoever ended it, with the reason in words. */
  exited: Promise<string>;
  /** Ends etcd, waits for it, and removes its data. */
  stop: () => Promise<void>;
  /** Ends etcd, waits for it, and keeps its data, so that it can be started again. */
  halt: () => Promise<void>;
}

const host = "127.0.0.1";
const startMs = 15_000;
const attempts = 3;

/** Starts etcd on a free loopback port and waits until it answers. Its logs go to a file beside its data. */
export async function startEtcd(options: EtcdOptions): Promise<RunningEtcd> {
  const flags = [...(await quickFlags(options.binary)), ...(options.flags ?? []), ...tlsFlags(options.tls)];
  for (let attempt = 1; ; attempt++) {
    const started = await tryStart(options, flags);
    if (!("log" in started)) return started;
    // Between our choosing a port and etcd's listening on it, another program may have taken it.
    if (attempt < attempts && started.log.includes("address already in use")) continue;
    throw new LaunchFailure(`etcd did not start: ${lastLine(started.log)}`);
  }
}

function tlsFlags(tls: EtcdTls | undefined): string[] {
  if (tls === undefined) return [];
  const { certificate, key, clientAuthority } = tls;
  return [
    `--cert-file=${certificate}`,
    `--key-file=${key}`,
    `--trusted-ca-file=${clientAuthority}`,
    "--client-cert-auth",
  ];
}

async function tryStart(options: EtcdOptions, flags: readonly string[]): Promise<RunningEtcd | { log: string }> {
  const { binary, again } = options;
  const scheme = options.tls === undefined ? "http" : "https";
  const folder = again === undefined ? await makeTempDir() : dirname(again.dataDir);
  const [freePort = 0, peerPort = 0, healthPort = 0] = await freePorts(host, 3);
  const port = again?.port ?? freePort;
  const [endpoint, peer] = [`${scheme}://${host}:${port}`, `http://${host}:${peerPort}`];
  // Where its clients need certificates, we ask it elsewhere whether it is up.
  const health = scheme === "http" ? endpoint : `http://${host}:${healthPort}`;
  const dataDir = join(folder, "data");
  const logFile = join(folder, "etcd.log");
  const log = await open(logFile, "a", 0o600);
  const args = [
    "--name=sample",
    `--data-dir=${dataDir}`,
    `--listen-client-urls=${endpoint}`,
    `--advertise-client-urls=${endpoint}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=sample=${peer}`,
    "--logger=zap",
    "--log-level=warn",
    ...(health === endpoint ? [] : [`--listen-metrics-urls=${health}`]),
    ...flags,
  ];
  const child = spawnTied(binary, args, { stdio: ["ignore", log.fd, log.fd], env: etcdEnvironment() });
  await log.close();
  const stop = async () => {
    await child.stop();
    await removeDir(folder);
  };
  if (await answers(health, child)) {
    return { endpoint, host, port, dataDir, pid: child.pid, exited: child.exited, stop, halt: () => child.stop() };
  }
  await child.stop();
  const text = await readFile(logFile, "utf8").catch(() => "");
  const reason = await child.exited;
  await stop();
  return { log: text === "" ? reason : text };
}

/** etcd takes every ETCD_* variable for a flag; 3.4 wants to be told that it may run on ARM. */
function etcdEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    ...goEnvironment(),
    ...(process.arch === "x64" ? {} : { ETCD_UNSUPPORTED_ARCH: process.arch }),
  };
}

const quickFlagsOf = new Map<string, Promise<readonly string[]>>();

/** Asks each program once: tests start the same one again and again. */
function quickFlags(binary: string): Promise<readonly string[]> {
  const flags = quickFlagsOf.get(binary) ?? askForQuickFlags(binary);
  quickFlagsOf.set(binary, flags);
  return flags;
}

/**
 * Throwaway data need not reach the disk: where etcd can be told so (3.5 on), writing is some ten times quicker. Nor do
 * its passwords need a hash that is slow to guess: one of the usual cost keeps a core busy for 50 ms at every sign-in.
 */
async function askForQuickFlags(binary: string): Promise<readonly string[]> {
  const help = await run(binary, ["--help"], { env: etcdEnvironment(), timeoutMs: 10_000 });
  return [...(help.output.includes("--unsafe-no-fsync") ? ["--unsafe-no-fsync"] : []), "--bcrypt-cost=4"];
}

async function answers(origin: string, child: TiedChild): Promise<boolean> {
  const deadline = Date.now() + startMs;
  while (child.alive() && Date.now() < deadline) {
    try {
      const response = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(1_000) });
      await response.arrayBuffer();
      if (response.ok) return true;
    } catch {
      // Nobody listens there yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

function lastLine(log: string): string {
  const line = log.trimEnd().split("\n").at(-1) ?? "";
  return line === "" ? "it gave no reason." : line;
}
