/** The log of a client: of every request that has ended, well or badly, one entry. */
import { failureOf, isRejection, type Failure } from "@etcd-explorer/shared/model/failure";
import { isRefusedBy } from "@etcd-explorer/shared/model/grpc-code";
import { parseRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { isJson } from "@etcd-explorer/shared/model/json";
import type { RequestEntry } from "#/lib/request-entry.ts";

/** Hears of every request of a client once it has ended. */
export type OnRequest = (entry: RequestEntry) => void;

/** Whether a refusal is what a probe asks for: it is an answer then, and no failure. */
export type Expected = (failure: Failure) => boolean;

/** Expects that etcd refuses with one of these codes (`grpcCode`). */
export function refusedBy(...codes: readonly number[]): Expected {
  return (failure) => isRefusedBy(failure, ...codes);
}

/** What is known of a request before it is answered. */
export type LoggedRequest = Pick<RequestEntry, "connectionId" | "method" | "path" | "oneMember">;

/** What an answer tells the log. */
export interface LoggedAnswer {
  /** etcd's own status. */
  readonly statusCode: number;
  readonly sizeBytes: number;
  readonly durationMs: number;
  /** Why etcd refused, where it did. */
  readonly failure?: Failure | undefined;
  readonly revision?: Revision | undefined;
}

interface Logging<Answer> {
  readonly onRequest: OnRequest;
  readonly signal: AbortSignal | undefined;
  readonly describe: (answer: Answer) => LoggedAnswer;
  readonly isExpected?: Expected | undefined;
  /** What had come of an answer when it failed. */
  readonly receivedBytes?: () => number;
}

/** Waits for the answer and tells of it. What is given up, because its screen was left, is not told of. */
export async function logExchange<Answer>(
  request: LoggedRequest,
  asking: Promise<Answer>,
  { onRequest, signal, describe, isExpected, receivedBytes = () => 0 }: Logging<Answer>,
): Promise<Answer> {
  const started = performance.now();
  try {
    const answer = await asking;
    const { statusCode: outcome, sizeBytes, durationMs, failure, revision } = describe(answer);
    const isRefused = outcome >= firstError;
    const isProbe = isRefused && failure !== undefined && isExpected?.(failure) === true;
    const facts = { ...(isProbe && { expected: true as const }), ...(revision && { revision }) };
    onRequest({ ...request, outcome, failed: isRefused && !isProbe, durationMs, sizeBytes, ...facts });
    return answer;
  } catch (error) {
    if (signal?.aborted === true) throw error;
    const failure = failureOf(error);
    const outcome = isRejection(failure) ? failure.status : failure.kind;
    const durationMs = performance.now() - started;
    onRequest({ ...request, outcome, failed: true, durationMs, sizeBytes: receivedBytes() });
    throw error;
  }
}

const firstError = 400;

/** The revision in an answer's header, where it has one. */
export function revisionIn(answer: unknown): Revision | undefined {
  return isJson(answer) && isJson(answer["header"]) ? parseRevision(answer["header"]["revision"]) : undefined;
}
