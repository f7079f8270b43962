/** Which cluster each endpoint belongs to: the endpoints of one connection must not lead to two. */
import { FailureError, formatHostPort } from "@etcd-explorer/shared/model/failure";
import type { Endpoint } from "#/model/transport.ts";
import { type GatewayAnswer } from "./answer.ts";
import { isJson } from "@etcd-explorer/shared/model/json";
import { BoundedMap } from "#/limits/bounded-map.ts";
import { keyOf } from "./endpoint-fitness.ts";

interface KnownIdentity {
  /** Undefined: it was asked, and told none. */
  readonly clusterId: string | undefined;
  readonly atMs: number;
}

export interface IdentityOptions {
  /** For how long an endpoint is taken at its word. */
  readonly freshMs: number;
  readonly capacity: number;
  readonly now?: () => number;
}

/** What every version answers anybody by itself, also with authentication on; its header names the cluster. */
export const identityRequest = { method: "POST", path: "/v3/kv/txn", body: "{}" } as const;

/** The ID in the answer to `identityRequest`; undefined: it tells none. */
export function clusterIdIn({ parsed }: Pick<GatewayAnswer, "parsed">): string | undefined {
  const header = isJson(parsed) ? parsed["header"] : undefined;
  const clusterId = isJson(header) ? header["cluster_id"] : undefined;
  return typeof clusterId === "string" && clusterId !== "" && clusterId !== "0" ? clusterId : undefined;
}

export class ClusterIdentities {
  readonly #known: BoundedMap<KnownIdentity>;
  /** By the endpoints of a connection: the cluster seen first. It is kept while at least one endpoint belongs to it. */
  readonly #expected: BoundedMap<string>;
  readonly #options: IdentityOptions;

  constructor(options: IdentityOptions) {
    this.#known = new BoundedMap(options.capacity);
    this.#expected = new BoundedMap(options.capacity);
    this.#options = options;
  }

  /** Whether the endpoint has to be asked: it was not, or not lately, or was found in another cluster. */
  isDue(endpoint: Endpoint, family: readonly Endpoint[]): boolean {
    const known = this.#known.get(keyOf(endpoint));
    if (known === undefined || this.#now() - known.atMs >= this.#options.freshMs) return true;
    const { clusterId } = known;
    if (clusterId === undefined) return false;
    return family.some((other) => (this.#known.get(keyOf(other))?.clusterId ?? clusterId) !== clusterId);
  }

  /**
   * Notes what the endpoint told. Fails where the others belong to another cluster. Where all of them have changed, as
   * after a restore, so does the connection.
   */
  learn(endpoint: Endpoint, family: readonly Endpoint[], clusterId: string | undefined): void {
    this.#known.set(keyOf(endpoint), { clusterId, atMs: this.#now() });
    if (clusterId === undefined) return;
    const connection = JSON.stringify(family.map(keyOf));
    const expected = this.#expected.get(connection);
    const holder = family.find((other) => this.#known.get(keyOf(other))?.clusterId === expected);
    if (expected === undefined || holder === undefined) return this.#expected.set(connection, clusterId);
    if (expected === clusterId) return;
    throw new FailureError({
      kind: "internal",
      message:
        `${formatHostPort(endpoint.host, endpoint.port)} belongs to a different cluster than ` +
        `${formatHostPort(holder.host, holder.port)}. Nothing was sent there. Correct the connection's endpoints.`,
    });
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
