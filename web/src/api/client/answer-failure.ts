/** Why an answer is no success: the one place where the page reads failures, the worker's and etcd's. */
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { errorResponse, type QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import { isJson } from "@etcd-explorer/shared/model/json";

/** The explorer's own server was not reached. */
export function serverIsAway(cause: unknown): FailureError {
  const message = "The explorer's server did not respond. Is it still running?";
  return new FailureError({ kind: "offline", message }, { cause });
}

/** The failure that the worker tells in an answer of its own; undefined where the answer is not one. */
export function failureOfWorker(json: unknown): Failure | undefined {
  const { data } = errorResponse.safeParse(json);
  if (data === undefined) return undefined;
  return readFailure(data.failure) ?? { kind: "internal", message: data.error };
}

/** A failure as the worker tells it; undefined where it is none. */
export function readFailure(value: unknown): Failure | undefined {
  const known = failureSchema.safeParse(value);
  return known.success ? known.data : undefined;
}

/** Something answered, and it was not the worker. */
export function notOurs(status: number): Failure {
  const message = `The response (HTTP ${status}) is not from the explorer's server. Is there a proxy in between?`;
  return { kind: "offline", message };
}

/** Why an answer of etcd's that the worker passed on is no success; undefined where it is one. */
export function failureIn(answer: QueryResponse): Failure | undefined {
  if (answer.truncated === true) return { kind: "too-large", what: "body", limitBytes: limits.maxResponseBytes };
  const { statusCode: status } = answer;
  // A proxy that sends one elsewhere, to sign in, has not asked etcd; or it has, and hides what etcd said.
  if (answer.success && status >= firstRedirect) {
    return { kind: "foreign", status, message: `a redirect to ${answer.headers["location"] ?? "nowhere"}` };
  }
  if (answer.success) return undefined;
  const known = readFailure(answer.failure);
  if (known !== undefined) return known;
  return { kind: "foreign", status, message: answer.body.slice(0, 200) };
}

const firstRedirect = 300;

/** Writes that every version of etcd answers with its header; of some others, it leaves the header out. */
const withHeader: ReadonlySet<string> = new Set([
  "/v3/kv/put",
  "/v3/kv/deleterange",
  "/v3/kv/txn",
  "/v3/kv/compaction",
  "/v3/lease/grant",
  "/v3/lease/revoke",
]);

/**
 * Fails where a success of `path` cannot be etcd's own: a proxy's page or JSON with status 200 must not pass for a write
 * that was done.
 */
export function requireOwnAnswer(path: string, answer: unknown): void {
  const isOwn = isJson(answer) && (!withHeader.has(path) || isJson(answer["header"]));
  if (!isOwn) throw new FailureError({ kind: "malformed", message: "it does not have the form of an etcd response" });
}
