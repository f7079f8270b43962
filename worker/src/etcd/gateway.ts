/** etcd's JSON gateway, lent for the time of one API request: one budget, one kept-alive connection, one user. */
import { withReader, type Budget, type RequestTime } from "#/limits/budget.ts";
import type { Head } from "#/http1/answer.ts";
import type { HeldBytes } from "#/limits/held-bytes.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { judgeReadOnly } from "#/guard/read-only.ts";
import { resolveAlias, splitPath } from "#/model/operations.ts";
import { Authenticator, type Send } from "./authentication.ts";
import type { GatewayAnswer, GatewayRequest } from "./answer.ts";
import type { ChoiceResources } from "./choose-line.ts";
import { identityRequest } from "./cluster-identity.ts";
import { collectAnswer } from "./collect-answer.ts";
import { Connection } from "./connection.ts";
import { callFitEndpoint, keepToOneEndpoint } from "./failover.ts";
import { checkGateway } from "./missing-gateway.ts";
import { sendUnderPrefix, type PrefixMemory } from "./path-prefix.ts";
import type { Target } from "#/model/target.ts";
import type { TokenCache } from "./token-cache.ts";

/** What calls are made with, the same for every request: how to connect, and what outlives a request. */
export interface GatewayResources extends ChoiceResources {
  readonly tokens: TokenCache;
  readonly prefixes: PrefixMemory;
  readonly held: HeldBytes;
}

export interface Gateway {
  /**
   * One call, whatever etcd answers. Fails with a {@link FailureError} where there is no answer: `unreachable`, `tls`,
   * `timeout`, `malformed`, `truncated` or `too-large`.
   */
  readonly call: (request: GatewayRequest) => Promise<GatewayAnswer>;
  /** Chooses one endpoint for all calls from now on. Fails as a call does that reaches none. */
  readonly keepToOneEndpoint: () => Promise<void>;
}

/**
 * Lends the gateway of `target` to `use`; all calls together take at most `time.timeoutMs`. When that has passed, and
 * when the reader leaves, the socket is closed: etcd gives up then what it still waits for, a lock above all.
 */
export function withGateway<T>(
  resources: GatewayResources,
  target: Target,
  time: RequestTime,
  use: (gateway: Gateway) => Promise<T>,
): Promise<T> {
  return withReader(time, async (budget) => {
    const connection = new Connection(resources, target.endpoints, budget);
    try {
      return await use(gatewayOver(resources, target, budget, connection));
    } finally {
      connection.drop();
    }
  });
}

/** The gateway of `target` over a connection that the caller keeps. */
export function gatewayOver(
  resources: GatewayResources,
  target: Target,
  budget: Budget,
  connection: Connection,
): Gateway {
  const { tokens, prefixes, held } = resources;
  const maxBytes = workerLimits.ownAnswerBytes;
  const sendTo = (path: string, request: GatewayRequest, authorization: string | undefined) => {
    const call = { ...request, path, authorization, isRepeatable: once(() => isRepeatable(request)) };
    return callFitEndpoint(connection, budget, call, async (answer) =>
      request.streamed === true && isWorthStreaming(request, answer.head)
        ? { ...answer.head, text: "", parsed: null, truncated: false, rest: answer }
        : await collectAnswer(answer, { maxBytes: request.maxBytes, raw: request.raw, held }),
    );
  };
  const send: Send = (request, authorization) =>
    sendUnderPrefix(resolveAlias(request.path), target.id, prefixes, {
      send: (path) => sendTo(path, request, authorization),
      isRepeatable: () => isRepeatable(request),
      ask: (path) => sendTo(path, { ...identityRequest, maxBytes }, authorization).catch(() => undefined),
    });
  const authenticator = new Authenticator(target, tokens, send);
  return {
    keepToOneEndpoint: () => keepToOneEndpoint(connection, budget),
    call: async (request) => {
      const answer = await authenticator.call(request);
      await checkGateway(request, answer, (get) => send(get, undefined));
      return answer;
    },
  };
}

/** By 503 the probes (`/health`, `/readyz`) say no, and in the body why. */
function isWorthStreaming({ method }: GatewayRequest, { status }: Head): boolean {
  return (status >= 200 && status < 300) || (method === "GET" && status === 503);
}

/** What writes, and does no more when it is done twice: another token, another renewal. */
const harmless = new Set(["auth/authenticate", "lease/keepalive"]);

function isRepeatable({ method, path, body = "{}" }: GatewayRequest): boolean {
  if (method === "GET" || harmless.has(splitPath(path)?.operation ?? "")) return true;
  return judgeReadOnly(path, body, true).kind === "reads";
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
