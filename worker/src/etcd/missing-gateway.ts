/** Why a port that speaks HTTP has none of etcd's paths: it is etcd's, and not the one to use. */
import { findOperation } from "@etcd-explorer/shared/command/api-table/operations";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { workerLimits } from "#/limits/worker-limits.ts";
import { isMissingPath, type GatewayAnswer, type GatewayRequest } from "./answer.ts";
import { isJson } from "@etcd-explorer/shared/model/json";
import { identityRequest } from "./cluster-identity.ts";
import { splitPath } from "#/model/operations.ts";

type Get = (request: GatewayRequest) => Promise<GatewayAnswer>;

/**
 * Fails with what is wrong with the port where `answer` says that a path of every version is missing, and what else the
 * port serves, asked by `get`, tells which of etcd's ports it is. What is not known stays the server's own answer.
 */
export async function checkGateway(request: GatewayRequest, answer: GatewayAnswer, get: Get): Promise<void> {
  const path = splitPath(request.path);
  const operation = path?.prefix === "/v3" ? findOperation(path.operation) : undefined;
  if (operation === undefined || operation.since !== undefined || !isMissingPath(answer)) return;
  // Else something before etcd said it, and perhaps only after it had passed the request on.
  const empty = await get({ ...identityRequest, maxBytes: workerLimits.ownAnswerBytes }).catch(() => undefined);
  if (empty === undefined || !isMissingPath(empty)) return;
  // etcd server/etcdserver/api/etcdhttp/peer.go: the peers' port tells the members and knows no health.
  if (listsPeers(await ask(get, "/members"))) {
    throw wrongPort("this is etcd's peer port. Use the client port, usually 2379");
  }
  const health = await ask(get, "/health");
  if (isJson(health) && "health" in health) {
    throw wrongPort(
      "this port has no HTTP gateway. Start etcd without --enable-grpc-gateway=false, or use its --listen-client-http-urls",
    );
  }
}

function wrongPort(message: string): FailureError {
  return new FailureError({ kind: "invalid", field: "port", message });
}

async function ask(get: Get, path: string): Promise<unknown> {
  const answer = await get({ method: "GET", path, maxBytes: workerLimits.ownAnswerBytes }).catch(() => undefined);
  return answer?.parsed;
}

function listsPeers(parsed: unknown): boolean {
  return Array.isArray(parsed) && parsed.length > 0 && parsed.every((member) => isJson(member) && "peerURLs" in member);
}
