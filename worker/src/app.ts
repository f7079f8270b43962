/** The API: what guards every request, which route answers it, and how a failure looks. */
import { Hono, type Context } from "hono";
import { endpoints, sessionPath } from "@etcd-explorer/shared/contract/endpoints";
import type { ErrorResponse } from "@etcd-explorer/shared/contract/schemas";
import { describeFailure, failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import type { AppEnv } from "#/routes/app-env.ts";
import { BoundedMap } from "#/limits/bounded-map.ts";
import { ClusterIdentities } from "./etcd/cluster-identity.ts";
import { EndpointFitness } from "./etcd/endpoint-fitness.ts";
import type { GatewayResources } from "./etcd/gateway.ts";
import { HeldBytes } from "#/limits/held-bytes.ts";
import { MemberTargets } from "#/targets/member-targets.ts";
import { TokenCache } from "./etcd/token-cache.ts";
import { AccessGuard } from "./guard/access-token.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { checkOrigin } from "./guard/origin.ts";
import { ReadOnlyClusters } from "#/targets/read-only-clusters.ts";
import { configRoute } from "./routes/config.ts";
import { healthRoute } from "./routes/health.ts";
import { queryRoute } from "./routes/query.ts";
import { sessionRoutes } from "./routes/session.ts";
import { stopRoute } from "./routes/stop.ts";
import { streamRoute } from "./routes/stream.ts";
import { watchRoute } from "./routes/watch.ts";
import { settingsReader } from "#/settings/settings.ts";
import { socketTransport } from "./socket/connection.ts";
import { StopRequests } from "#/routes/stop-requests.ts";
import type { BodyPipe, Dial, Upgrade } from "#/model/transport.ts";

/** What the app takes from outside. */
export interface Platform {
  readonly dial: Dial;
  readonly openPipe: () => BodyPipe;
  readonly upgrade: Upgrade;
}

/**
 * The app, with its own memory of tokens and path prefixes.
 *
 * @example createApp({ dial, openPipe, upgrade }).request("/api/config", {}, { ALLOWED_TARGETS: "*" })
 */
export function createApp({ dial, openPipe, upgrade }: Platform): Hono<AppEnv> {
  const resources: GatewayResources = {
    transport: socketTransport(dial, workerLimits.dialMs),
    fitness: new EndpointFitness(workerLimits.fitness),
    identities: new ClusterIdentities(workerLimits.identity),
    held: new HeldBytes(workerLimits.held),
    tokens: new TokenCache(workerLimits.tokens, workerLimits.loginTurn),
    prefixes: new BoundedMap(workerLimits.prefixes),
  };
  const members = new MemberTargets(resources);
  const clusters = new ReadOnlyClusters(resources);
  const stops = new StopRequests();
  const access = new AccessGuard();
  const readSettings = settingsReader();
  const app = new Hono<AppEnv>();
  app.use(async (context, next) => {
    // Answers hold what is in the cluster: no cache may keep them, and no browser may take them for a page.
    // Set before anything answers: afterwards, Hono would have to make the answer anew.
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    const settings = readSettings(context.env);
    checkOrigin(context.req.raw, settings.hosts);
    // Where the token is given in exchange for a cookie, there is none yet.
    const isSignIn = context.req.path === sessionPath;
    context.set("access", isSignIn ? "open" : await access.check(context.req.raw, settings.accessToken));
    context.set("settings", settings);
    await next();
  });
  app.route(sessionPath, sessionRoutes(access));
  app.on(endpoints.config.method, endpoints.config.path, configRoute());
  app.on(endpoints.health.method, endpoints.health.path, healthRoute(resources, stops));
  const parts = { resources, members, clusters, stops, openPipe };
  app.on(endpoints.query.method, endpoints.query.path, queryRoute(parts));
  app.on(endpoints.stream.method, endpoints.stream.path, streamRoute(parts));
  app.on(endpoints.stop.method, endpoints.stop.path, stopRoute(stops));
  app.on(endpoints.watch.method, endpoints.watch.path, watchRoute(resources, access, upgrade));
  app.notFound((context) =>
    fail(context, { kind: "invalid", field: "path", message: "is not an endpoint of this API" }, 404),
  );
  app.onError((error, context) => fail(context, failureOf(error)));
  return app;
}

function fail(context: Context, failure: Failure, status: 400 | 403 | 404 | 429 | 500 = statusOf(failure)): Response {
  const answer: ErrorResponse = { success: false, error: describeFailure(failure), failure };
  return context.json(answer, status);
}

/** Documented: 400 for a request that is wrong, 403 for one that is not allowed, 429 after too many guesses, 500 for everything behind us. */
function statusOf(failure: Failure): 400 | 403 | 429 | 500 {
  switch (failure.kind) {
    case "invalid":
      return 400;
    case "forbidden":
      return failure.rule === "guesses" ? 429 : 403;
    case "unreachable":
    case "timeout":
    case "tls":
    case "malformed":
    case "truncated":
    case "too-large":
    case "rejected":
    case "compacted":
    case "future-revision":
    case "foreign":
    case "offline":
    case "internal":
      return 500;
    default:
      return failure satisfies never;
  }
}
