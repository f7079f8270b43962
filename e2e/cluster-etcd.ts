/** A cluster of three members of its own, and the app that knows it as the connection `three`. */
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startCluster, type Cluster } from "@etcd-explorer/scripts/etcd/start-cluster";
import { createTeardown } from "@etcd-explorer/scripts/process/teardown";
import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { expect, type BrowserContext } from "@playwright/test";
import { watchFaults } from "./page-faults.ts";

export interface ClusterJourney {
  readonly cluster: Cluster;
  /** Where an app is served that knows this cluster. */
  readonly origin: string;
  readonly binary: string;
  /** Runs etcdctl against all members, or one of them. */
  readonly etcdctl: (args: readonly string[], at?: number, stdin?: string) => Promise<Buffer>;
}

interface ClusterOptions {
  /** The browser whose pages are watched for faults: see page-faults.ts. */
  readonly context: BrowserContext;
  readonly flags?: readonly string[];
  /** The connection is marked as production. */
  readonly production?: boolean;
}

/** Lends the cluster and its app; all is ended and removed afterwards. */
export async function withCluster(
  options: ClusterOptions,
  use: (journey: ClusterJourney) => Promise<void>,
): Promise<void> {
  const { etcd: binary, etcdctl } = await obtainEtcdVersion(journeyVersion);
  const teardown = createTeardown();
  try {
    const cluster = await startCluster({ binary, size: 3, ...(options.flags && { flags: options.flags }) });
    teardown.add(cluster.stop);
    const mark = options.production === true ? { label: "Production", colour: "red" } : {};
    const connection = { name: "three", readOnly: false, endpoints: cluster.endpoints, ...mark };
    const app = await serveApp({ connections: [connection], allowedTargets: "127.0.0.1" });
    teardown.add(app.stop);
    const faults = watchFaults(app.origin);
    faults.watch(options.context);
    // A member that is killed on purpose is answered for by 500.
    faults.allow(/api\/etcd\/(?:query|stream|health)/);
    await use({
      cluster,
      origin: app.origin,
      binary,
      etcdctl: (args, at, stdin) => {
        const endpoint = at === undefined ? cluster.endpoints.join(",") : (cluster.endpoints[at] ?? "");
        return runEtcdctl({ etcdctl, endpoint }, args, stdin);
      },
    });
    expect(faults.unexpected, "faults in the page").toEqual([]);
  } finally {
    await teardown.run();
  }
}
