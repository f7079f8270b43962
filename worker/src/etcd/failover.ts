/** One call over a connection of several endpoints: sent to the next one where that can do nothing twice. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { Budget } from "#/limits/budget.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import type { GatewayAnswer } from "./answer.ts";
import type { Connection } from "./connection.ts";
import { isOfEndpoint, memberRefusalOf, needOf } from "./endpoint-fitness.ts";
import { ask, type OpenAnswer, type WireRequest } from "./open-answer.ts";
import { SilenceWatch } from "#/limits/silence-watch.ts";
import { Tries } from "./tries.ts";

export interface Call extends WireRequest {
  /** Whether sending it twice does no more than sending it once. Asked only where it matters. */
  readonly isRepeatable: () => boolean;
}

/**
 * Sends the request and gives what `read` makes of the answer.
 *
 * A kept-alive line may have died since its last answer: where nothing of an answer came, a repeatable request is sent
 * once more. Where an endpoint is silent, breaks off or refuses for reasons of its own, a repeatable request goes to the
 * next one, each once; any other only where it is certain that nothing was carried out. Where none answers, the failure
 * tells what was tried, and for how long in all.
 */
export async function callFitEndpoint(
  connection: Connection,
  budget: Budget,
  call: Call,
  read: (answer: OpenAnswer) => Promise<GatewayAnswer>,
): Promise<GatewayAnswer> {
  if (connection.endpointCount === 1) return await callInTurn(connection, budget, call, read);
  const tries = new Tries();
  try {
    return await callInTurn(connection, budget, call, read, tries);
  } catch (error) {
    throw tries.explain(error, budget.timeoutMs);
  }
}

/** Chooses an endpoint for a write, and keeps to it: what it was asked about itself holds for no other. */
export async function keepToOneEndpoint(connection: Connection, budget: Budget): Promise<void> {
  if (connection.endpointCount === 1) return;
  const tries = new Tries();
  try {
    await connection.pin({ need: "cluster", isWrite: true, tries });
  } catch (error) {
    throw tries.explain(error, budget.timeoutMs);
  }
}

async function callInTurn(
  connection: Connection,
  budget: Budget,
  call: Call,
  read: (answer: OpenAnswer) => Promise<GatewayAnswer>,
  tries?: Tries,
): Promise<GatewayAnswer> {
  const need = needOf(call);
  const isOne = connection.endpointCount === 1;
  let triesLeft = connection.endpointCount;
  for (;;) {
    const line = await connection.open({ need, isWrite: !isOne && !call.isRepeatable(), tries });
    triesLeft--;
    const wasKept = line.answered;
    const isWatched = !isOne && call.isRepeatable();
    const { afterMs, checkMs } = workerLimits.silence;
    const isAlive = () => connection.isAlive(line, need, { checkMs, isDialProof: true, tries });
    const deadline = isWatched ? new SilenceWatch(budget, { afterMs, isAlive }) : undefined;
    try {
      const answer = await read(await ask(connection, line, deadline ?? budget, call));
      const refusal = isOne ? undefined : memberRefusalOf(call, answer);
      if (refusal === undefined) {
        connection.served(line, need);
        return answer;
      }
      connection.failed(line, refusal.need);
      connection.drop();
      if (triesLeft <= 0 || !(refusal.isUntouched || call.isRepeatable())) return answer;
    } catch (error) {
      connection.drop();
      if (!isOfEndpoint(error)) throw error;
      tries?.noteFailure(line.endpoint, error);
      const mayHaveDied = wasKept && isUnanswered(error);
      if (!mayHaveDied) connection.failed(line, "member");
      if (budget.isOver || !(mayHaveDied || triesLeft > 0) || !call.isRepeatable()) throw error;
    } finally {
      deadline?.end();
    }
  }
}

function isUnanswered(error: unknown): boolean {
  return error instanceof FailureError && error.failure.kind === "truncated" && error.failure.receivedBytes === 0;
}
