/**
 * `POST /api/etcd/stream`: one call of etcd's gateway whose answer passes through as it comes, whatever its size.
 * Where etcd refuses or cannot be had, nothing has been sent yet: then the answer is the usual JSON of a failure, with
 * a status other than 200.
 */
import type { Handler } from "hono";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { streamRequest, streamStatusHeader, type StreamRequest } from "@etcd-explorer/shared/contract/schemas";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { AppEnv } from "./app-env.ts";
import type { CallParts } from "./call-parts.ts";
import { isQuiet } from "#/model/operations.ts";
import { openStream, type StreamRequest as GatewayStreamRequest } from "#/etcd/streamed-answer.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { parseEtcdPath, parsePlainPath } from "#/guard/path.ts";
import { readRequest } from "#/guard/request-body.ts";

export function streamRoute({ resources, members, clusters, stops, openPipe }: CallParts): Handler<AppEnv> {
  return async (context) => {
    const fields = await readRequest(context.req.raw, streamRequest);
    const request = gatewayRequest(fields);
    const target = await members.target(fields, context.var.settings);
    const { path, body } = request;
    const guarded = body === undefined ? {} : await clusters.guard(target, path, body, context.var.settings);
    const times = {
      timeoutMs: fields.timeout ?? limits.defaultTimeoutMs,
      idleMs: isQuiet(path) ? workerLimits.quietStreamIdleMs : workerLimits.streamIdleMs,
    };
    const reader = stops.readerOf(context.req.raw);
    const answer = await openStream(resources, target, { ...request, ...guarded }, times, reader);
    return context.body(answer.toReadable(openPipe), 200, {
      "Content-Type": streamedType(answer.contentType),
      // Else what lies between compresses, and holds back what it has until there is enough of it.
      "Content-Encoding": "identity",
      [streamStatusHeader]: String(answer.status),
    });
  };
}

function gatewayRequest({ method, path, body }: StreamRequest): GatewayStreamRequest {
  if (method !== "GET") return { method: "POST", path: parseEtcdPath(path), body: body ?? "{}" };
  if (body !== undefined) throw new FailureError({ kind: "invalid", field: "body", message: "requires method POST" });
  return { method, path: parsePlainPath(path) };
}

/** etcd's JSON is one object, or one a line. Nothing else is taken at its word: a browser might show it as a page. */
function streamedType(contentType: string | undefined): string {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? "")
    ? "application/x-ndjson; charset=utf-8"
    : "text/plain; charset=utf-8";
}
