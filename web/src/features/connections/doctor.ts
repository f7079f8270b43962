/** The connect doctor: the way to etcd taken step by step, stopping at the first step that fails, with the reason. */
import { failureOf, formatHostPort, type Failure } from "@etcd-explorer/shared/model/failure";
import { grpcCode, isRefusedBy } from "@etcd-explorer/shared/model/grpc-code";
import { endpointsOf } from "@etcd-explorer/shared/model/connection-ref";
import { readAuthentication, type Authentication } from "#/api/connection/authentication.ts";
import { readHealth } from "#/api/connection/health-query.ts";
import { readGrants } from "./grants.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { isLetIn, probeWholeKeyspace } from "#/api/client/sign-in-probe.ts";
import type { Client } from "#/api/client/client.ts";

export type StepName = "reach" | "tls" | "gateway" | "sign-in" | "permission";

export interface Step {
  readonly name: StepName;
  readonly title: string;
  readonly state: "waiting" | "running" | "passed" | "failed";
  /** What was found, where it passed. */
  readonly finding?: string;
  /** Why it failed. */
  readonly failure?: Failure;
  readonly durationMs?: number;
}

/** The steps of a connection, none of them taken yet. A plain connection has no TLS step. */
export function plannedSteps(connection: Connection): Step[] {
  const { ref } = connection;
  const place =
    ref.kind === "free"
      ? endpointsOf(ref)
          .map(({ host, port }) => formatHostPort(host, port))
          .join(", ")
      : ref.name;
  const titles: readonly (readonly [StepName, string])[] = [
    ["reach", `Connect to ${place}`],
    ["tls", "TLS"],
    ["gateway", "Gateway and version"],
    ["sign-in", "Sign in"],
    ["permission", "Permissions"],
  ];
  return titles
    .filter(([name]) => name !== "tls" || connection.tls)
    .map(([name, title]) => ({ name, title, state: "waiting" }));
}

/** At which step a failure of the first request happened. */
export function stepOfFailure(failure: Failure): StepName {
  switch (failure.kind) {
    case "invalid":
      return failure.field === "port" ? "gateway" : "reach";
    case "unreachable":
    case "forbidden":
    case "offline":
    case "internal":
      return "reach";
    case "timeout":
      return failure.phase === "dial" ? "reach" : "gateway";
    case "tls":
      return "tls";
    case "malformed":
    case "truncated":
    case "too-large":
    case "rejected":
    case "compacted":
    case "future-revision":
    case "foreign":
      return "gateway";
    default:
      return failure satisfies never;
  }
}

function hasStep(steps: readonly Step[], name: StepName): boolean {
  return steps.some((step) => step.name === name);
}

/** Takes the steps in order; each yield is the whole list as it stands. */
export async function* examine(client: Client, connection: Connection): AsyncGenerator<readonly Step[]> {
  let steps: readonly Step[] = plannedSteps(connection);
  const change = (name: StepName, found: Partial<Step>) => {
    steps = steps.map((step) => (step.name === name ? { ...step, ...found } : step));
    return steps;
  };
  yield change("reach", { state: "running" });
  const reached = await reach(client);
  if ("failure" in reached) {
    const { failure, durationMs } = reached;
    const failed = stepOfFailure(failure);
    // A server that wants TLS and was spoken to without it fails at a step that was not planned: it is the gateway's.
    const at = steps.findIndex((step) => step.name === (hasStep(steps, failed) ? failed : "gateway"));
    steps = steps.map((step, index) =>
      index < at ? { ...step, state: "passed", finding: passedWords[step.name] } : step,
    );
    yield change(steps[at]?.name ?? "gateway", { state: "failed", failure, durationMs });
    return;
  }
  const { version, durationMs } = reached;
  change("reach", { state: "passed", finding: passedWords.reach, durationMs });
  change("tls", { state: "passed", finding: passedWords.tls });
  change("gateway", { state: "passed", finding: `etcd ${version ?? "(unknown version)"} answers.` });
  yield change("sign-in", { state: "running" });

  const probed = performance.now();
  const refusal = await probeWholeKeyspace(client);
  const probeMs = performance.now() - probed;
  const signIn = await describeSignIn(client, refusal, connection);
  yield change("sign-in", { ...signIn, durationMs: probeMs });
  if (signIn.state === "failed") return;

  yield change("permission", { state: "running" });
  if (refusal === undefined || !isRefusedBy(refusal, grpcCode.permissionDenied)) {
    yield change("permission", { state: "passed", finding: "Access to all keys.", durationMs: probeMs });
    return;
  }
  const started = performance.now();
  const grants = await readGrants(client, connection.user);
  yield change("permission", { ...grants, durationMs: performance.now() - started });
}

const passedWords: Record<StepName, string> = {
  reach: "The server answers.",
  tls: "The certificate is trusted for this name.",
  gateway: "etcd's gateway answers.",
  "sign-in": "",
  permission: "",
};

async function describeSignIn(
  client: Client,
  failure: Failure | undefined,
  { user }: Connection,
): Promise<Partial<Step> & Pick<Step, "state">> {
  if (failure !== undefined && !isLetIn(failure)) return { state: "failed", failure };
  if (user === "") return { state: "passed", finding: "No sign-in needed." };
  return { state: "passed", finding: signInWords[await readAuthentication(client)](user) };
}

const signInWords: Readonly<Record<Authentication, (user: string) => string>> = {
  on: (user) => `Signed in as ${user}.`,
  off: (user) => `Authentication is off: the user ${user} is not used.`,
  unknown: (user) => `Accepted as ${user}, or authentication is off.`,
};

async function reach(
  client: Client,
): Promise<{ version: string | undefined; durationMs: number } | { failure: Failure; durationMs: number }> {
  const started = performance.now();
  try {
    const answer = await client.health();
    return { version: readHealth(answer).version, durationMs: answer.durationMs };
  } catch (error) {
    return { failure: failureOf(error), durationMs: performance.now() - started };
  }
}
