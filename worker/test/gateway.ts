/** The gateway client over scripted sockets, with a memory of its own. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { workerLimits } from "#/limits/worker-limits.ts";
import { ClusterIdentities } from "#/etcd/cluster-identity.ts";
import { EndpointFitness } from "#/etcd/endpoint-fitness.ts";
import { HeldBytes } from "#/limits/held-bytes.ts";
import { BoundedMap } from "#/limits/bounded-map.ts";
import { TokenCache } from "#/etcd/token-cache.ts";
import { withGateway, type Gateway, type GatewayResources } from "#/etcd/gateway.ts";
import type { GatewayRequest } from "#/etcd/answer.ts";
import type { Target } from "#/model/target.ts";
import { socketTransport } from "#/socket/connection.ts";
import { scriptedDial, type ScriptedDial, type EndpointScript, type SocketScript } from "#/socket/scripted-dial.ts";

export interface ScriptedGateway {
  readonly script: ScriptedDial;
  readonly resources: GatewayResources;
  /** What `use` gives, or the failure that it ends in. Where silence is to run out, `timeoutMs` says when. */
  use<T>(target: Target, use: (gateway: Gateway) => Promise<T>, timeoutMs?: number): Promise<unknown>;
}

export function scriptedGateway(...scripts: readonly (SocketScript | EndpointScript)[]): ScriptedGateway {
  const script = scriptedDial(...scripts);
  const resources: GatewayResources = {
    transport: socketTransport(script.dial, 5000),
    fitness: new EndpointFitness(workerLimits.fitness),
    identities: new ClusterIdentities(workerLimits.identity),
    held: new HeldBytes(workerLimits.held),
    tokens: new TokenCache(4, { waitMs: 1000, pollMs: 2 }),
    prefixes: new BoundedMap(4),
  };
  return {
    script,
    resources,
    use: async (target, use, timeoutMs = 5000) => {
      try {
        return await withGateway(resources, target, { timeoutMs }, use);
      } catch (error) {
        if (error instanceof FailureError) return error.failure;
        throw error;
      }
    },
  };
}

export const plainTarget: Target = {
  id: "http://etcd:2379",
  endpoints: [{ host: "etcd", port: 2379, tls: false }],
  readOnly: false,
};

export function post(path: string, body = "{}"): GatewayRequest {
  return { method: "POST", path, body, maxBytes: 10_000 };
}

export function get(path: string): GatewayRequest {
  return { method: "GET", path, maxBytes: 10_000 };
}

/** The request lines and the Authorization of everything that was sent, in order, over all sockets. */
export function sent({ script }: ScriptedGateway): readonly string[] {
  return script.sockets.flatMap(({ requests }) =>
    requests.map((request) => {
      const line = request.split(" HTTP/1.1\r\n", 1)[0] ?? "";
      const authorization = /\r\nAuthorization: (.*)\r\n/.exec(request)?.[1];
      return authorization === undefined ? line : `${line} as ${authorization}`;
    }),
  );
}
