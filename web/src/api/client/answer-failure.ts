/** Whether etcd's answer, as the worker passes it on, is a success. */
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import { limits } from "@etcd-explorer/shared/contract/limits";
import type { QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import type { Failure } from "@etcd-explorer/shared/model/failure";

/** Why an answer that the worker passed on is no success; undefined where it is one. */
export function failureIn(answer: QueryResponse): Failure | undefined {
  if (answer.truncated === true) return { kind: "too-large", what: "body", limitBytes: limits.maxResponseBytes };
  const { statusCode: status } = answer;
  // A proxy that sends one elsewhere, to sign in, has not asked etcd; or it has, and hides what etcd said.
  if (answer.success && status >= firstRedirect) {
    return { kind: "foreign", status, message: `a redirect to ${answer.headers["location"] ?? "nowhere"}` };
  }
  if (answer.success) return undefined;
  const known = failureSchema.safeParse(answer.failure);
  if (known.success) return known.data;
  return { kind: "foreign", status, message: answer.body.slice(0, 200) };
}

const firstRedirect = 300;
