/** `POST /api/etcd/health`: version, status and health of one server, asked one after the other over one connection. */
import type { Handler } from "hono";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { healthRequest, type HealthResponse } from "@etcd-explorer/shared/contract/schemas";
import { FailureError, failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import type { AppEnv } from "./app-env.ts";
import { rejectionOf, type GatewayAnswer } from "#/etcd/answer.ts";
import { isJson } from "@etcd-explorer/shared/model/json";
import { withGateway, type Gateway, type GatewayResources } from "#/etcd/gateway.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { readRequest } from "#/guard/request-body.ts";
import { resolveTarget } from "#/guard/target.ts";
import type { StopRequests } from "./stop-requests.ts";

export function healthRoute(resources: GatewayResources, stops: StopRequests): Handler<AppEnv> {
  return async (context) => {
    const fields = await readRequest(context.req.raw, healthRequest);
    const target = resolveTarget(fields, context.var.settings);
    const reader = stops.readerOf(context.req.raw);
    const time = { timeoutMs: fields.timeout ?? limits.defaultTimeoutMs, signal: reader.signal };
    return context.json(await withGateway(resources, target, time, probe).finally(reader.end));
  };
}

const maxBytes = workerLimits.ownAnswerBytes;

/** Only the version must be had: what does not tell it is no etcd. The other two are null where they fail. */
async function probe(gateway: Gateway): Promise<HealthResponse> {
  const startedMs = Date.now();
  const answer = await gateway.call({ method: "GET", path: "/version", maxBytes });
  const version = readObject(answer);
  const status = await attempt(async () =>
    readObject(await gateway.call({ method: "POST", path: "/v3/maintenance/status", body: "{}", maxBytes })),
  );
  const health = await attempt(async () =>
    readHealth(await gateway.call({ method: "GET", path: "/health", maxBytes })),
  );
  const failures = {
    ...(status.failure !== undefined && { status: status.failure }),
    ...(health.failure !== undefined && { health: health.failure }),
  };
  return {
    success: true,
    statusCode: answer.status,
    parsed: { version, status: status.parsed, health: health.parsed },
    latencyMs: Date.now() - startedMs,
    ...(Object.keys(failures).length > 0 && { failures }),
  };
}

interface Attempt {
  readonly parsed: unknown;
  readonly failure?: Failure;
}

async function attempt(call: () => Promise<unknown>): Promise<Attempt> {
  try {
    return { parsed: await call() };
  } catch (error) {
    return { parsed: null, failure: failureOf(error) };
  }
}

function readObject(answer: GatewayAnswer): Record<string, unknown> {
  const rejection = rejectionOf(answer);
  if (rejection !== undefined) throw new FailureError(rejection);
  if (!isJson(answer.parsed)) throw new FailureError({ kind: "malformed", message: "it is not a JSON object" });
  return answer.parsed;
}

/** An unhealthy server says so with status 503: that is an answer, and the most important one. */
function readHealth(answer: GatewayAnswer): Record<string, unknown> {
  return isJson(answer.parsed) && "health" in answer.parsed ? answer.parsed : readObject(answer);
}
