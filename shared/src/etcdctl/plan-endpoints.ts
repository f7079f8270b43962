/** `endpoint health`, `endpoint status`, `endpoint hashkv` and `defrag`: what is asked of members one by one. */
import { FailureError, describeFailure, failureOf } from "../failure.ts";
import { isLineProblem, type LineProblem } from "../txn-text/argify.ts";
import { readNumber } from "../txn-text/parse-operation.ts";
import { compact, readList, readObject, readText, type Json } from "../wire/fields.ts";
import { printHashes, printHealth, printStatuses, type EndpointAnswer, type EndpointHealth } from "./print-cluster.ts";
import { riskOf } from "./plan-members.ts";
import { argumentsOf, type ReadCommand } from "./read-command.ts";
import type { ConsoleWorld, Plan } from "./world.ts";

/** The plan of a command that goes to endpoints. */
export function planEndpoints(read: ReadCommand): Plan | LineProblem {
  const words = argumentsOf(read, 0);
  if (isLineProblem(words)) return words;
  const cluster = read.flags.on.has("cluster");
  switch (read.command.name) {
    case "endpoint health":
      return {
        writes: false,
        run: async (world) => {
          const places = await endpointsOf(world, cluster);
          const answers = await Promise.all(places.map((place) => askHealth(world, place)));
          world.print(printHealth(answers, world.style));
          if (answers.some(({ error }) => error !== "")) world.printError("Error: unhealthy cluster");
        },
      };
    case "endpoint status":
      return {
        writes: false,
        run: async (world) => {
          const told = "Failed to get the status of endpoint";
          world.print(printStatuses(await askEach(world, cluster, "/v3/maintenance/status", {}, told), world.style));
        },
      };
    case "endpoint hashkv": {
      const revision = readNumber("rev", read.flags.text.get("rev"));
      if (revision !== undefined && typeof revision !== "string") return revision;
      return {
        writes: false,
        run: async (world) => {
          // On 3.4 the same is asked at the path of the hash, which there is another thing.
          if (world.style.minor <= 4) {
            world.printError("Error: etcd 3.4 has no hashkv at its gateway; it came with 3.5.");
            return;
          }
          const told = "Failed to get the hash of endpoint";
          const answers = await askEach(world, cluster, "/v3/maintenance/hashkv", compact({ revision }), told);
          world.print(printHashes(answers, world.style));
        },
      };
    }
    default:
      return {
        writes: true,
        ...riskOf("/v3/maintenance/defragment"),
        run: (world) => defragment(world, cluster),
      };
  }
}

interface Place {
  readonly endpoint: string;
  /** Absent: wherever the connection leads. */
  readonly at?: string;
}

async function endpointsOf({ call, endpoint }: ConsoleWorld, cluster: boolean): Promise<readonly Place[]> {
  if (!cluster) return [{ endpoint }];
  const answer = await call("/v3/cluster/member/list", {});
  const urls = readList(answer, "members", (member) => readList(readObject(member, "a member"), "clientURLs", String));
  return urls.flat().map((url) => ({ endpoint: url, at: url }));
}

async function askEach(
  world: ConsoleWorld,
  cluster: boolean,
  path: string,
  body: Json,
  words: string,
): Promise<readonly EndpointAnswer[]> {
  const answers: EndpointAnswer[] = [];
  for (const { endpoint, at } of await endpointsOf(world, cluster)) {
    try {
      answers.push({ endpoint, json: await world.call(path, body, at) });
    } catch (error) {
      world.printError(`${words} ${endpoint} (${wordsOf(error)})`);
    }
  }
  return answers;
}

/** etcd's own words where it refused, else what happened. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof FailureError)) throw error;
  const failure = failureOf(error);
  return failure.kind === "rejected" ? failure.message : describeFailure(failure);
}

const healthKey = "aGVhbHRo";

async function askHealth(world: ConsoleWorld, { endpoint, at }: Place): Promise<EndpointHealth> {
  const started = world.now();
  const took = () => formatGoDuration(world.now() - started);
  try {
    await world.call("/v3/kv/range", { key: healthKey }, at);
  } catch (error) {
    // A refusal went through consensus as well.
    if (!wordsOf(error).includes("permission denied")) return { endpoint, took: took(), error: wordsOf(error) };
  }
  const elapsed = took();
  if (world.style.minor <= 4) return { endpoint, took: elapsed, error: "" };
  try {
    const answer = await world.call("/v3/maintenance/alarm", { action: "GET" }, at);
    const alarms = readList(answer, "alarms", (alarm) => readText(readObject(alarm, "an alarm"), "alarm"));
    const error = alarms.length === 0 ? "" : `Active Alarm(s): ${alarms.map((alarm) => `${alarm} `).join("")}`;
    return { endpoint, took: elapsed, error };
  } catch {
    return { endpoint, took: elapsed, error: "Unable to fetch the alarm list" };
  }
}

async function defragment(world: ConsoleWorld, cluster: boolean): Promise<void> {
  for (const { endpoint, at } of await endpointsOf(world, cluster)) {
    const started = world.now();
    const took = () => (world.style.minor <= 5 ? "" : `. took ${formatGoDuration(world.now() - started)}`);
    try {
      await world.call("/v3/maintenance/defragment", {}, at);
      world.print([`Finished defragmenting etcd member[${endpoint}]${took()}\n`]);
    } catch (error) {
      world.printError(`Failed to defragment etcd member[${endpoint}]${took()} (${wordsOf(error)})`);
    }
  }
}

/** A time as Go prints it: `1.5ms`, `2.25s`. */
export function formatGoDuration(ms: number): string {
  const micros = Math.round(ms * 1000);
  if (micros < 1000) return `${micros}µs`;
  return micros < 1_000_000 ? `${micros / 1000}ms` : `${micros / 1_000_000}s`;
}
