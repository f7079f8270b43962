/**
 * Read-only holds for an etcd, not for a spelling of its address: before a write goes to a free host, that host is asked
 * which cluster it is, and the read-only connections are asked the same.
 */
import { FailureError, formatHostPort } from "@etcd-explorer/shared/model/failure";
import { BoundedMap } from "#/limits/bounded-map.ts";
import { clusterIdIn, identityRequest } from "#/etcd/cluster-identity.ts";
import { withGateway, type Gateway, type GatewayResources } from "#/etcd/gateway.ts";
import type { Target } from "#/model/target.ts";
import type { Settings } from "#/settings/settings.ts";
import type { ConnectionSettings } from "#/settings/connections.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { judgeReadOnly, readOnlyBody } from "#/guard/read-only.ts";
import { connectionTarget } from "#/guard/target.ts";

interface Asked {
  readonly atMs: number;
  /** Undefined: it could not be had. */
  readonly clusterId: string | undefined;
}

interface ReadOnlyCluster {
  readonly name: string;
  readonly clusterId: string;
}

/** A request that may be sent, once `prove` has not failed. */
export interface Guarded {
  readonly body: string;
  /** Asks over the connection on which the request will be sent, so that it is the same server. */
  readonly prove: (gateway: Gateway) => Promise<void>;
}

const provesNothing = (): Promise<void> => Promise.resolve();

export class ReadOnlyClusters {
  readonly #resources: GatewayResources;
  readonly #asked = new BoundedMap<Asked>(workerLimits.clusterId.clusters);
  readonly #nowMs: () => number;

  constructor(resources: GatewayResources, nowMs: () => number = Date.now) {
    this.#resources = resources;
    this.#nowMs = nowMs;
  }

  /** Fails with `forbidden` for what `target` must not be sent, and gives what may be. */
  async guard(target: Target, path: string, asked: string, settings: Settings): Promise<Guarded> {
    // A lock refuses writes and grants nothing: what it lets through is judged like any other request.
    const body = target.isLocked === true ? readOnlyBody(path, asked, true) : asked;
    if (target.readOnly) return { body: readOnlyBody(path, body, target.allowSnapshot), prove: provesNothing };
    if (target.unproven !== true) return { body, prove: provesNothing };
    const judgement = judgeReadOnly(path, body, settings.allowSnapshot);
    if (judgement.kind === "reads") return { body: judgement.body, prove: provesNothing };
    const clusters = await this.#readOnlyClusters(target, settings);
    return { body, prove: (gateway) => checkOther(gateway, target, clusters) };
  }

  async #readOnlyClusters(target: Target, settings: Settings): Promise<readonly ReadOnlyCluster[]> {
    const readOnly = settings.connections.filter((connection) => connection.readOnly);
    return Promise.all(
      readOnly.map(async (connection) => {
        const clusterId = await this.#clusterId(connection);
        if (clusterId !== undefined) return { name: connection.name, clusterId };
        throw refuse(
          `${shown(target)} may be the etcd of the read-only connection “${connection.name}”: its cluster ID could not be read. ${remedy}`,
        );
      }),
    );
  }

  /** What was known once holds while the connection cannot be asked: a cluster keeps its ID. */
  async #clusterId(connection: ConnectionSettings): Promise<string | undefined> {
    const target = connectionTarget(connection);
    const before = this.#asked.get(target.id);
    const { freshMs, retryMs, timeoutMs } = workerLimits.clusterId;
    const ageMs = before === undefined ? Number.POSITIVE_INFINITY : this.#nowMs() - before.atMs;
    if (before !== undefined && ageMs < (before.clusterId === undefined ? retryMs : freshMs)) return before.clusterId;
    const clusterId = await withGateway(this.#resources, target, { timeoutMs }, readClusterId).catch(() => undefined);
    const known = clusterId ?? before?.clusterId;
    this.#asked.set(target.id, { atMs: this.#nowMs(), clusterId: known });
    return known;
  }
}

async function checkOther(gateway: Gateway, target: Target, clusters: readonly ReadOnlyCluster[]): Promise<void> {
  // Of several endpoints another one could take the write, which has not been asked.
  await gateway.keepToOneEndpoint();
  const clusterId = await readClusterId(gateway);
  if (clusterId === undefined) {
    throw refuse(
      `${shown(target)} does not report its cluster ID: it may be the etcd of a read-only connection. ${remedy}`,
    );
  }
  const same = clusters.find((cluster) => cluster.clusterId === clusterId);
  if (same === undefined) return;
  throw refuse(`${shown(target)} has the same cluster ID as the read-only connection “${same.name}”. ${remedy}`);
}

/**
 * The ID of the cluster that answers; undefined where etcd tells none. The user's own name is
 * tried where something in front of etcd wants it.
 */
async function readClusterId(gateway: Gateway): Promise<string | undefined> {
  for (const anonymous of [true, false]) {
    const answer = await gateway.call({ ...identityRequest, maxBytes: workerLimits.ownAnswerBytes, anonymous });
    const clusterId = clusterIdIn(answer);
    if (clusterId !== undefined) return clusterId;
  }
  return undefined;
}

const remedy = "Nothing was sent. To write there, configure it as a separate connection.";

function shown({ endpoints }: Target): string {
  const listed = endpoints.map(({ host, port }) => formatHostPort(host, port)).join(", ");
  return endpoints.length === 1 ? listed : `One of ${listed}`;
}

function refuse(message: string): FailureError {
  return new FailureError({ kind: "forbidden", rule: "read-only", message });
}
