/** The worker for one connection, with every request told to `onRequest`: the footer shows the last one. */
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import { failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { isRefusedBy } from "@etcd-explorer/shared/model/grpc-code";
import { parseRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { isJson } from "@etcd-explorer/shared/model/json";
import type { RequestEntry } from "#/lib/request-entry.ts";
import type { Exchange, WorkerClient } from "./transport.ts";

/** Whether a refusal is what a probe asks for: it is an answer then, and no failure. */
export type Expected = (failure: Failure) => boolean;

/** Expects that etcd refuses with one of these codes (`grpcCode`). */
export function refusedBy(...codes: readonly number[]): Expected {
  return (failure) => isRefusedBy(failure, ...codes);
}

/**
 * Wraps `worker`; a request that is given up because its screen was left is not told of. `isExpected`: the refusals
 * that are answers.
 */
export function noteExchanges(
  worker: WorkerClient,
  connectionId: string,
  onRequest: (entry: RequestEntry) => void,
  isExpected: Expected = () => false,
): WorkerClient {
  async function noted<Answer extends Exchange & { readonly statusCode: number }>(
    path: string,
    signal: AbortSignal | undefined,
    asking: Promise<Answer>,
    revisionOf: (answer: Answer) => Revision | undefined,
  ): Promise<Answer> {
    const started = performance.now();
    const entry = { connectionId, method: "POST", path } as const;
    try {
      const answer = await asking;
      const { durationMs, sizeBytes, statusCode: outcome } = answer;
      const revision = revisionOf(answer);
      const isProbe = outcome >= firstError && isExpected(failureOfAnswer(answer));
      const failed = outcome >= firstError && !isProbe;
      const facts = { ...(isProbe && { expected: true as const }), ...(revision && { revision }) };
      onRequest({ ...entry, outcome, failed, durationMs, sizeBytes, ...facts });
      return answer;
    } catch (error) {
      if (signal?.aborted === true) throw error;
      const durationMs = performance.now() - started;
      onRequest({ ...entry, outcome: failureOf(error).kind, failed: true, durationMs, sizeBytes: 0 });
      throw error;
    }
  }
  return {
    config: (signal) => worker.config(signal),
    health: (request, signal) =>
      noted(endpoints.health.path, signal, worker.health(request, signal), ({ parsed }) => revisionIn(parsed.status)),
    query: (request, signal) =>
      noted(request.path, signal, worker.query(request, signal), ({ parsed }) => revisionIn(parsed)),
  };
}

const firstError = 400;

function failureOfAnswer(answer: object): Failure {
  const known = failureSchema.safeParse("failure" in answer ? answer.failure : undefined);
  return known.success ? known.data : { kind: "internal", message: "The answer names no failure" };
}

/** The revision in an answer's header, where it has one. */
function revisionIn(answer: unknown): Revision | undefined {
  return isJson(answer) && isJson(answer["header"]) ? parseRevision(answer["header"]["revision"]) : undefined;
}
