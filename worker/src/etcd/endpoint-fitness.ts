/**
 * Which endpoint of a connection is asked, the one rule of it: what makes an endpoint unfit, for which requests, and for
 * how long that is remembered. A dial that fails, silence, an answer that is none, and a refusal that tells of the member
 * rather than of the request all make it unfit. What is unfit comes last, and is tried again before long.
 */
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { findOperation } from "@etcd-explorer/shared/command/api-table/operations";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import type { Endpoint } from "#/model/transport.ts";
import { isMissingPath, rejectionOf, type GatewayAnswer, type GatewayRequest } from "./answer.ts";
import { BoundedMap } from "#/limits/bounded-map.ts";
import { splitPath } from "#/model/operations.ts";

/** What a request needs: one member that lives, or one that has a leader and so speaks for the cluster. */
export type Need = "member" | "cluster";

const ofOneMember = new Set([
  "maintenance/status",
  "maintenance/snapshot",
  "maintenance/hash",
  "maintenance/hashkv",
  "maintenance/defragment",
]);

export function needOf({ path, body = "" }: Pick<GatewayRequest, "path" | "body">): Need {
  const operation = splitPath(path)?.operation;
  if (operation === undefined) return path === "/metrics" ? "member" : "cluster";
  const isSerializable = operation === "kv/range" && /"serializable"\s*:\s*true/.test(body);
  return isSerializable || ofOneMember.has(operation) ? "member" : "cluster";
}

/** Whether the endpoint is to blame for the lack of an answer, so that another one may have one. */
export function isOfEndpoint(error: unknown): boolean {
  const { kind } = failureOf(error);
  return kind === "unreachable" || kind === "timeout" || kind === "tls" || kind === "truncated" || kind === "malformed";
}

/** A refusal that another endpoint may not give. */
export interface MemberRefusal {
  /** What the endpoint is unfit for. */
  readonly need: Need;
  /** Whether it is certain that nothing was carried out, so that even a write may be sent elsewhere. */
  readonly isUntouched: boolean;
}

/** What a proxy says of an etcd that it does not reach. */
const proxyStatuses = new Set([502, 503, 504]);

/** Undefined for an answer that another endpoint would give as well. */
export function memberRefusalOf(
  request: Pick<GatewayRequest, "path">,
  answer: GatewayAnswer,
): MemberRefusal | undefined {
  const rejection = rejectionOf(answer);
  const operation = splitPath(request.path)?.operation;
  // The probes say by 503 what they think: that is an answer.
  if (rejection === undefined || operation === undefined) return undefined;
  // etcd server/proxy/grpc, rpctypes ErrGPRCNotSupportedForLearner: refused before anything is done (code 14, later 9).
  if (rejection.message.endsWith("rpc not supported for learner")) return { need: "cluster", isUntouched: true };
  if (isMissingPath(answer)) {
    // A path that every version has: what answers has no gateway, or is no etcd and may have passed the request on.
    const known = findOperation(operation);
    return known !== undefined && known.since === undefined ? { need: "cluster", isUntouched: false } : undefined;
  }
  const isOfMember =
    rejection.kind === "foreign" ? proxyStatuses.has(rejection.status) : rejection.code === grpcCode.unavailable;
  return isOfMember ? { need: "cluster", isUntouched: false } : undefined;
}

interface Known {
  answeredMs: number;
  /** Until when it comes last, for requests of that need. */
  unfit: { readonly untilMs: number; readonly need: Need } | undefined;
  /** How often in a row it was found unfit. */
  strikes: number;
}

export interface FitnessOptions {
  /** For how long an endpoint comes last; twice as long each time in a row, up to `longestMs`. */
  readonly unfitMs: number;
  readonly longestMs: number;
  /** How many endpoints are remembered, the latest ones. */
  readonly capacity: number;
  /** Milliseconds of any clock. */
  readonly now?: () => number;
}

/** Memory over requests: addresses and times, nothing that belongs to one of them. */
export class EndpointFitness {
  readonly #known: BoundedMap<Known>;
  readonly #options: FitnessOptions;

  constructor(options: FitnessOptions) {
    this.#known = new BoundedMap(options.capacity);
    this.#options = options;
  }

  /** The endpoints in the order in which to try them: the unfit ones last, else as they are given. */
  order(endpoints: readonly Endpoint[], need: Need): readonly Endpoint[] {
    const unfit = new Set(endpoints.filter((endpoint) => this.#isUnfit(endpoint, need)));
    return unfit.size === 0 ? endpoints : [...endpoints.filter((endpoint) => !unfit.has(endpoint)), ...unfit];
  }

  /** Whether it has answered within the last `withinMs`, and nothing is known against it since. */
  isTrusted(endpoint: Endpoint, need: Need, withinMs: number): boolean {
    const known = this.#known.get(keyOf(endpoint));
    if (known === undefined || this.#isUnfit(endpoint, need)) return false;
    return this.#now() - known.answeredMs <= withinMs;
  }

  /** Whether it was found unfit when it was last heard of. */
  isDoubtful(endpoint: Endpoint): boolean {
    return (this.#known.get(keyOf(endpoint))?.strikes ?? 0) > 0;
  }

  /** It has answered a request of that need as it should. */
  served(endpoint: Endpoint, need: Need): void {
    const known = this.#of(endpoint);
    known.answeredMs = this.#now();
    if (need === "member" && known.unfit?.need === "cluster") return;
    known.unfit = undefined;
    known.strikes = 0;
  }

  /** It cannot do what requests of that need ask for. */
  failed(endpoint: Endpoint, need: Need): void {
    const known = this.#of(endpoint);
    const { unfitMs, longestMs } = this.#options;
    const ms = Math.min(unfitMs * 2 ** known.strikes, longestMs);
    known.unfit = { untilMs: this.#now() + ms, need };
    known.strikes++;
    if (need === "member") known.answeredMs = Number.NEGATIVE_INFINITY;
  }

  #isUnfit(endpoint: Endpoint, need: Need): boolean {
    const unfit = this.#known.get(keyOf(endpoint))?.unfit;
    if (unfit === undefined || this.#now() >= unfit.untilMs) return false;
    // What does not even live serves nobody.
    return unfit.need === "member" || need === "cluster";
  }

  #of(endpoint: Endpoint): Known {
    const key = keyOf(endpoint);
    const known = this.#known.get(key) ?? { answeredMs: Number.NEGATIVE_INFINITY, unfit: undefined, strikes: 0 };
    this.#known.set(key, known);
    return known;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

/** Another way to the same address may well stand: with TLS, or over another service. */
export function keyOf({ host, port, tls, binding }: Endpoint): string {
  return JSON.stringify([host, port, tls, binding]);
}
