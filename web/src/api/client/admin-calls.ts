/** The cluster as the screens speak of it: statuses, members, users, at whichever member or at one. */
import type { AdminRequest } from "@etcd-explorer/shared/model/admin-request";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { adminPaths, encodeAdminRequest } from "@etcd-explorer/shared/wire/admin";
import { decodeAdminAnswer, type AdminAnswers } from "@etcd-explorer/shared/wire/admin-answers";
import type { CallOptions, Client, Outcome } from "./client.ts";

export interface AdminCalls {
  call<Request extends AdminRequest>(request: Request, options?: CallOptions): Promise<AdminAnswers[Request["kind"]]>;
  /** The same with the time that the worker measured, which a refusal has as well. */
  timed<Request extends AdminRequest>(
    request: Request,
    options?: CallOptions,
  ): Promise<Outcome<AdminAnswers[Request["kind"]]>>;
  /** The text of a member's `/metrics`. */
  metrics(options?: CallOptions): Promise<string>;
  /** A member's snapshot as JSON lines. */
  snapshot(options?: CallOptions): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

/** A text of metrics is some hundred kilobytes; what is much more is something else. */
const metricsBytes = 8 * 1024 * 1024;

/** The calls of one client on the cluster, its users and roles. */
export function createAdminCalls(client: Client): AdminCalls {
  async function timed<Request extends AdminRequest>(
    request: Request,
    options?: CallOptions,
  ): Promise<Outcome<AdminAnswers[Request["kind"]]>> {
    const kind: Request["kind"] = request.kind;
    const outcome = await client.ask(adminPaths[kind], encodeAdminRequest(request), options);
    return outcome.kind === "failed" ? outcome : { ...outcome, answer: decodeAdminAnswer(kind, outcome.answer) };
  }
  return {
    timed,
    async call(request, options) {
      const outcome = await timed(request, options);
      if (outcome.kind === "failed") throw new FailureError(outcome.failure);
      return outcome.answer;
    },
    metrics: (options) =>
      client.read({ path: "/metrics", method: "GET" }, readText, { ...options, maxBytes: metricsBytes }),
    snapshot: (options) => client.open({ path: "/v3/maintenance/snapshot" }, options),
  };
}

async function readText(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of pieces) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}
