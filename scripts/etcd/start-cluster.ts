/** A real cluster of several members on loopback, for tests of what happens when one of them goes. */
import { freePorts } from "../process/free-port.ts";
import { createTeardown } from "../process/teardown.ts";
import { startEtcd, type RunningEtcd } from "./start-etcd.ts";

export interface Cluster {
  /** In the order of their names: m0, m1, … */
  members: readonly RunningEtcd[];
  /** `http://127.0.0.1:PORT` each. */
  endpoints: readonly string[];
  /** Ends every member and removes their data. */
  stop: () => Promise<void>;
}

const host = "127.0.0.1";

/** Starts a cluster of `size` members of that program and waits until all of them answer. */
export async function startCluster(options: { binary: string; size: number }): Promise<Cluster> {
  const teardown = createTeardown();
  const peers = (await freePorts(host, options.size)).map((port) => `http://${host}:${port}`);
  const initial = peers.map((peer, at) => `m${at}=${peer}`).join(",");
  // All at once: a member answers only when a quorum of them has found together.
  const starting = await Promise.allSettled(
    peers.map((peer, at) =>
      startEtcd({
        binary: options.binary,
        flags: [
          `--name=m${at}`,
          `--listen-peer-urls=${peer}`,
          `--initial-advertise-peer-urls=${peer}`,
          `--initial-cluster=${initial}`,
        ],
      }),
    ),
  );
  const members: RunningEtcd[] = [];
  for (const started of starting) {
    if (started.status === "fulfilled") {
      members.push(started.value);
      teardown.add(started.value.stop);
    }
  }
  const failed = starting.find((started) => started.status === "rejected");
  if (failed !== undefined) {
    await teardown.run();
    throw failed.reason;
  }
  return { members, endpoints: members.map(({ endpoint }) => endpoint), stop: () => teardown.run() };
}
