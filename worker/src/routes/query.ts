/** `POST /api/etcd/query`: one call of etcd's gateway, answered with what etcd said and its readable form. */
import type { Handler } from "hono";
import { encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { queryRequest, type QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import type { AppEnv } from "./app-env.ts";
import { rejectionOf, type GatewayAnswer } from "#/etcd/answer.ts";
import { addDecodedFields } from "#/json/decoded-fields.ts";
import { withGateway, type GatewayWorld } from "#/etcd/gateway.ts";
import type { MemberTargets } from "#/targets/member-targets.ts";
import { parseEtcdPath } from "#/guard/path.ts";
import type { ReadOnlyClusters } from "#/targets/read-only-clusters.ts";
import { readRequest } from "#/guard/request-body.ts";
import type { StopRequests } from "./stop-requests.ts";
import type { BodyPipe } from "#/model/transport.ts";

export function queryRoute(
  world: GatewayWorld,
  members: MemberTargets,
  clusters: ReadOnlyClusters,
  stops: StopRequests,
  openPipe: () => BodyPipe,
): Handler<AppEnv> {
  return async (context) => {
    const fields = await readRequest(context.req.raw, queryRequest);
    const path = parseEtcdPath(fields.path);
    const target = await members.target(fields, context.var.settings);
    const startedMs = Date.now();
    const { body, prove } = await clusters.guard(target, path, fields.body ?? "{}", context.var.settings);
    const reader = stops.readerOf(context.req.raw);
    const time = { timeoutMs: fields.timeout ?? limits.defaultTimeoutMs, signal: reader.signal };
    const answer = await withGateway(world, target, time, async (gateway) => {
      await prove(gateway);
      return gateway.call({
        method: "POST",
        path,
        body,
        maxBytes: fields.maxResponseBytes ?? limits.defaultResponseBytes,
      });
    }).finally(reader.end);
    const shaped = shapeAnswer(answer, Date.now() - startedMs, fields.lean === true);
    if (answer.done === undefined) return context.json(shaped);
    return context.body(pour(JSON.stringify(shaped), openPipe, answer.done), 200, {
      "Content-Type": "application/json",
    });
  };
}

/** Characters that are written in one go: what is large must neither be held twice nor keep others waiting. */
const sliceLength = 1024 * 1024;

/** The text as a body; `done` is called once it has left, or its reader has. */
function pour(text: string, openPipe: () => BodyPipe, done: () => void): ReadableStream<Uint8Array> {
  const { readable, writable } = openPipe();
  const writer = writable.getWriter();
  writer.closed.catch(() => undefined);
  const write = async (): Promise<void> => {
    for (let at = 0; at < text.length;) {
      const end = at + sliceLength;
      // Half a surrogate pair has no UTF-8.
      const isHalf = /[\ud800-\udbff]/.test(text.charAt(end - 1));
      await writer.write(encodeUtf8(text.slice(at, isHalf ? end - 1 : end)));
      at = isHalf ? end - 1 : end;
    }
    await writer.close();
  };
  void write()
    .catch(() => undefined)
    .finally(done);
  return readable;
}

function shapeAnswer(answer: GatewayAnswer, latencyMs: number, lean: boolean): QueryResponse {
  const failure = rejectionOf(answer);
  const isSaidOnce = lean && failure === undefined && answer.parsed !== null;
  if (!isSaidOnce) addDecodedFields(answer.parsed);
  return {
    success: answer.status >= 200 && answer.status < 400,
    statusCode: answer.status,
    headers: joinFields(answer),
    body: isSaidOnce ? "" : answer.text,
    parsed: answer.parsed,
    latencyMs,
    ...(answer.truncated && { truncated: true }),
    ...(failure !== undefined && { failure }),
  };
}

/** One entry a name, several values joined as one list. */
function joinFields(answer: GatewayAnswer): Record<string, string> {
  const joined = new Map<string, string>();
  for (const { name, value } of answer.fields) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(joined);
}
