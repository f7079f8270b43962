/** What the tests against real etcds are given: `lentEtcds()`, `lentApp()`. */
import { inject } from "vitest";

export interface ProvidedEtcd {
  version: string;
  host: string;
  port: number;
  /** `http://HOST:PORT`. */
  endpoint: string;
  /** The path of the etcdctl of the same version. */
  etcdctl: string;
}

export interface ProvidedApp {
  /** Where the built app and its interface are served: `http://HOST:PORT`. */
  origin: string;
}

interface TestServers {
  readonly etcds: ProvidedEtcd[];
  readonly app: ProvidedApp;
}

declare module "vitest" {
  interface ProvidedContext {
    /** One for each worker of vitest, so that two files at the same time never meet on one etcd. */
    servers: TestServers[];
  }
}

/** One running etcd a version, the oldest first. The files of a worker share them: a test uses a key prefix of its own. */
export function lentEtcds(): ProvidedEtcd[] {
  return lentServers().etcds;
}

/**
 * As {@link lentEtcds}, of each minor version the newest: for tests of breadth, whose cost on 3.5.16 beside 3.5.30 buys
 * little. What differs within 3.5 (permissions, errors) is tested on both.
 */
export function lentMinors(): ProvidedEtcd[] {
  const byMinor = new Map(lentEtcds().map((etcd) => [etcd.version.replace(/\.\d+$/, ""), etcd]));
  return [...byMinor.values()];
}

/** Knows the first etcd as the connection `sample`; any other target is allowed too. */
export function lentApp(): ProvidedApp {
  return lentServers().app;
}

function lentServers(): TestServers {
  const pool = Number(process.env["VITEST_POOL_ID"]);
  const found = inject("servers")[pool - 1];
  if (found === undefined) throw new Error(`there are no servers for worker ${pool}: see vitest.etcd.config.ts`);
  return found;
}
