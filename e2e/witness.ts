/** What etcdctl says is in etcd: the witness that owes nothing to our code. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { goEnvironment } from "@etcd-explorer/scripts/etcd/go-environment";

export type Etcdctl = (args: readonly string[], stdin?: string | Uint8Array) => Promise<Buffer>;

export interface WitnessedKey {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly version: number;
  readonly modRevision: number;
  /** Decimal; "0" for none. */
  readonly lease: string;
}

interface EtcdctlJson {
  readonly kvs?: readonly {
    readonly key: string;
    readonly value?: string;
    readonly version: number;
    readonly mod_revision: number;
    readonly lease?: string;
  }[];
}

/** The keys that `etcdctl get` finds with these arguments, byte by byte. */
export async function readKeys(etcdctl: Etcdctl, args: readonly string[]): Promise<WitnessedKey[]> {
  const printed = await etcdctl(["get", ...args, "-w", "json"]);
  // etcdctl prints lease IDs as numbers, beyond what a JavaScript number holds.
  const json: EtcdctlJson = JSON.parse(printed.toString().replaceAll(/"lease":(\d+)/g, '"lease":"$1"'));
  return (json.kvs ?? []).map((kv) => ({
    key: Buffer.from(kv.key, "base64"),
    value: Buffer.from(kv.value ?? "", "base64"),
    version: kv.version,
    modRevision: kv.mod_revision,
    lease: kv.lease ?? "0",
  }));
}

/** One key; fails where there is none. */
export async function readKey(etcdctl: Etcdctl, key: string): Promise<WitnessedKey> {
  const [found] = await readKeys(etcdctl, [key]);
  if (found === undefined) throw new Error(`etcdctl finds no key ${key}`);
  return found;
}

/** Grants a lease with etcdctl; its ID in hex, as etcdctl prints it. */
export async function grantLease(etcdctl: Etcdctl, ttlSeconds: number): Promise<string> {
  const printed = (await etcdctl(["lease", "grant", String(ttlSeconds)])).toString();
  const id = /lease ([0-9a-f]+) granted/.exec(printed)?.[1];
  if (id === undefined) throw new Error(`etcdctl granted no lease: ${printed}`);
  return id;
}

interface EtcdctlWatchJson {
  readonly Events?: readonly {
    readonly type?: number;
    readonly kv: { readonly key: string; readonly value?: string; readonly mod_revision: number };
  }[];
}

const text = (encoded = ""): string => Buffer.from(encoded, "base64").toString();

interface WatchedBy {
  readonly etcdctl: string;
  readonly endpoint: string;
  /** `NAME:PASSWORD`, where authentication is on. */
  readonly user?: string;
  /** What the keys start with; left out: all keys. */
  readonly prefix?: string;
}

/** What `etcdctl watch` tells from that revision on, as `REVISION PUT|DELETE KEY VALUE`, until `count` have come. */
export async function watchedLines(
  { etcdctl, endpoint, user, prefix = "" }: WatchedBy,
  revision: number,
  count: number,
): Promise<string[]> {
  const who = user === undefined ? [] : ["--user", user];
  const what = ["watch", prefix, "--prefix", "--rev", String(revision), "-w", "json"];
  const args = ["--endpoints", endpoint, ...who, ...what];
  const child = spawn(etcdctl, args, { env: goEnvironment(), stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  try {
    for await (const printed of createInterface(child.stdout)) {
      const { Events: events = [] }: EtcdctlWatchJson = JSON.parse(printed);
      for (const { type, kv } of events) {
        lines.push(`${kv.mod_revision} ${type === 1 ? "DELETE" : "PUT"} ${text(kv.key)} ${text(kv.value)}`);
      }
      if (lines.length >= count) break;
    }
  } finally {
    child.kill("SIGKILL");
  }
  return lines;
}

/** How many watches etcd has, as it tells in its metrics. */
export async function watchersOf(endpoint: string): Promise<number> {
  const metrics = await (await fetch(`${endpoint}/metrics`)).text();
  return Number(/^etcd_debugging_mvcc_watcher_total (\d+)/m.exec(metrics)?.[1]);
}
