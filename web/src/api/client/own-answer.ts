/** Whether a success is etcd's own: a proxy's page or JSON with status 200 must not pass for a write that was done. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { isJson } from "@etcd-explorer/shared/model/json";

/** Writes that every version of etcd answers with its header; of some others, it leaves the header out. */
const withHeader: ReadonlySet<string> = new Set([
  "/v3/kv/put",
  "/v3/kv/deleterange",
  "/v3/kv/txn",
  "/v3/kv/compaction",
  "/v3/lease/grant",
  "/v3/lease/revoke",
]);

/** Fails where an answer to `path` cannot be etcd's. */
export function requireOwnAnswer(path: string, answer: unknown): void {
  const isOwn = isJson(answer) && (!withHeader.has(path) || isJson(answer["header"]));
  if (!isOwn) throw new FailureError({ kind: "malformed", message: "it does not have the form of an etcd answer" });
}
