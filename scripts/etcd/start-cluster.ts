/** A real cluster of several members on loopback, for tests of what happens when one of them goes. */
import { freePorts } from "../process/free-port.ts";
import { createTeardown } from "../process/teardown.ts";
import { startEtcd, type RunningEtcd } from "./start-etcd.ts";

export interface Cluster {
  /** In the order of their names: m0, m1, … */
  members: readonly RunningEtcd[];
  /** `http://127.0.0.1:PORT` each. */
  endpoints: readonly string[];
  /** Starts a member again that was halted, with the data that it had. */
  restart: (at: number) => Promise<void>;
  /** Ends every member and removes their data. */
  stop: () => Promise<void>;
}

const host = "127.0.0.1";

/** Starts a cluster of `size` members of that program and waits until all of them answer. */
export async function startCluster(options: {
  binary: string;
  size: number;
  /** More flags, for every member. */
  flags?: readonly string[];
}): Promise<Cluster> {
  const teardown = createTeardown();
  const peers = (await freePorts(host, options.size)).map((port) => `http://${host}:${port}`);
  const initial = peers.map((peer, at) => `m${at}=${peer}`).join(",");
  const flagsOf = (peer: string, at: number) => [
    `--name=m${at}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=${initial}`,
    ...(options.flags ?? []),
  ];
  // All at once: a member answers only when a quorum of them has found together.
  const starting = await Promise.allSettled(
    peers.map((peer, at) => startEtcd({ binary: options.binary, flags: flagsOf(peer, at) })),
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
  const restart = async (at: number) => {
    const [again, peer] = [members[at], peers[at]];
    if (again === undefined || peer === undefined) throw new Error(`The cluster has no member ${at}`);
    const started = await startEtcd({ binary: options.binary, flags: flagsOf(peer, at), again });
    members[at] = started;
    teardown.add(started.stop);
  };
  return { members, endpoints: members.map(({ endpoint }) => endpoint), restart, stop: () => teardown.run() };
}
