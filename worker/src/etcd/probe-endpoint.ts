/** A small question to an endpoint before anything is trusted to it: does it live, and does it have a leader? */
import type { Budget } from "#/limits/budget.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import type { Endpoint, Line } from "#/model/transport.ts";
import { isMissingPath, type GatewayAnswer } from "./answer.ts";
import { clusterIdIn, identityRequest, type ClusterIdentities } from "./cluster-identity.ts";
import { collectAnswer } from "./collect-answer.ts";
import type { Need } from "./endpoint-fitness.ts";
import { ask, type WireRequest } from "./open-answer.ts";

// An alarm is no reason to go elsewhere: it holds for all members alike.
const health: WireRequest = { method: "GET", path: "/health?exclude=NOSPACE&exclude=CORRUPT" };
/** How etcd says that it has no leader, and a proxy that it has no etcd. */
const unwell = new Set([502, 503, 504]);

/** What the endpoint is fit for. Fails where it does not answer, and where it belongs to another cluster. */
export async function probeEndpoint(
  line: Line,
  family: readonly Endpoint[],
  identities: ClusterIdentities,
  budget: Budget,
): Promise<Need> {
  const fit = await askHealth(line, budget);
  if (line.isClosed === true || !identities.isDue(line.endpoint, family)) return fit;
  const answer = await answerOf(line, identityRequest, budget);
  // No gateway, or one under an older prefix: taken where there is no better, and asked again the next time.
  if (isMissingPath(answer)) return "member";
  identities.learn(line.endpoint, family, clusterIdIn(answer));
  return fit;
}

/** The same without a look at the cluster. */
export async function askHealth(line: Line, budget: Budget): Promise<Need> {
  const { status } = await answerOf(line, health, budget);
  return unwell.has(status) ? "member" : "cluster";
}

async function answerOf(line: Line, request: WireRequest, budget: Budget): Promise<GatewayAnswer> {
  // A server that closes after each answer is dialled again before the next question.
  const drop = (): void => {
    line.isClosed = true;
    line.socket.close();
  };
  return await collectAnswer(await ask({ drop }, line, budget, request), { maxBytes: workerLimits.ownAnswerBytes });
}
