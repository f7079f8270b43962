/** `POST /api/etcd/query`: one call of etcd's gateway, answered with what etcd said and its readable form. */
import type { Handler } from "hono";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { queryRequest } from "@etcd-explorer/shared/contract/schemas";
import type { AppEnv } from "./app-env.ts";
import type { CallParts } from "./call-parts.ts";
import { withGateway } from "#/etcd/gateway.ts";
import { parseEtcdPath } from "#/guard/path.ts";
import { readRequest } from "#/guard/request-body.ts";
import { queryAnswer } from "./query-answer.ts";

export function queryRoute({ resources, members, clusters, stops, openPipe }: CallParts): Handler<AppEnv> {
  return async (context) => {
    const fields = await readRequest(context.req.raw, queryRequest);
    const path = parseEtcdPath(fields.path);
    const target = await members.target(fields, context.var.settings);
    const startedMs = Date.now();
    const parsedOnly = fields.parsedOnly === true;
    const { body, prove } = await clusters.guard(target, path, fields.body ?? "{}", context.var.settings);
    const reader = stops.readerOf(context.req.raw);
    const time = { timeoutMs: fields.timeout ?? limits.defaultTimeoutMs, signal: reader.signal };
    const answer = await withGateway(resources, target, time, async (gateway) => {
      await prove(gateway);
      return gateway.call({
        method: "POST",
        path,
        body,
        maxBytes: fields.maxResponseBytes ?? limits.defaultResponseBytes,
        raw: parsedOnly,
      });
    }).finally(reader.end);
    const options = { latencyMs: Date.now() - startedMs, parsedOnly };
    return context.body(queryAnswer(answer, options, openPipe), 200, { "Content-Type": "application/json" });
  };
}
