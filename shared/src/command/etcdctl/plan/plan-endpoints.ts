/** `endpoint health`, `endpoint status`, `endpoint hashkv` and `defrag`: what is asked of members one by one. */
import { failureOf, formatHostPort } from "../../../model/failure.ts";
import { isLineProblem, type LineProblem } from "../../../txn/text/argify.ts";
import { readNumber } from "../../../txn/text/parse-operation.ts";
import type { Json } from "../../../model/json.ts";
import { compact, readList, readObject, readText } from "../../../wire/fields.ts";
import { wordsOf } from "./passing-failure.ts";
import {
  printHashes,
  printHealth,
  printStatuses,
  type EndpointAnswer,
  type EndpointHealth,
} from "../print/print-cluster.ts";
import { riskOf } from "./plan-members.ts";
import { argumentsOf, type ReadCommand } from "../read/read-command.ts";
import type { ConsolePlace, CommandContext, Plan } from "./command-context.ts";

/** The plan of a command that goes to endpoints. */
export function planEndpoints(read: ReadCommand): Plan | LineProblem {
  const words = argumentsOf(read, 0);
  if (isLineProblem(words)) return words;
  const cluster = read.flags.on.has("cluster");
  switch (read.command.name) {
    case "endpoint health":
      return {
        writes: false,
        run: async (context) => {
          const places = await placesOf(context, cluster);
          const answers = await Promise.all(places.map((place) => askHealth(context, place)));
          context.print(printHealth(answers, context.style));
          if (answers.some(({ error }) => error !== "")) context.printError("Error: unhealthy cluster");
        },
      };
    case "endpoint status":
      return {
        writes: false,
        run: async (context) => {
          const told = "Failed to get the status of endpoint";
          context.print(
            printStatuses(await askEach(context, cluster, "/v3/maintenance/status", {}, told), context.style),
          );
        },
      };
    case "endpoint hashkv": {
      const revision = readNumber("rev", read.flags.text.get("rev"));
      if (revision !== undefined && typeof revision !== "string") return revision;
      return {
        writes: false,
        run: async (context) => {
          // On 3.4 the same is asked at the path of the hash, which there is another thing.
          if (context.style.minor <= 4) {
            context.printError("Error: endpoint hashkv requires etcd 3.5 or later.");
            return;
          }
          const told = "Failed to get the hash of endpoint";
          const answers = await askEach(context, cluster, "/v3/maintenance/hashkv", compact({ revision }), told);
          context.print(printHashes(answers, context.style));
        },
      };
    }
    default:
      return {
        writes: true,
        ...riskOf("/v3/maintenance/defragment"),
        run: (context) => defragment(context, cluster),
      };
  }
}

type Place = Pick<ConsolePlace, "endpoint" | "label" | "tls"> & { readonly at?: string | number };

/** Every endpoint of the connection, or every client URL that the cluster lists. */
async function placesOf({ call, places }: CommandContext, cluster: boolean): Promise<readonly Place[]> {
  if (!cluster) return places();
  const answer = await call("/v3/cluster/member/list", {});
  const urls = readList(answer, "members", (member) => readList(readObject(member, "a member"), "clientURLs", String));
  return urls.flat().map((url) => ({ endpoint: url, label: url, tls: url.startsWith("https:"), at: url }));
}

/** Where an endpoint's address is not known, a failure to reach it may tell it. */
function nameOf({ endpoint, label, tls }: Place, error?: unknown): string {
  if (endpoint !== undefined) return endpoint;
  const failure = error === undefined ? undefined : failureOf(error);
  if (failure?.kind !== "unreachable") return label;
  return `${tls ? "https" : "http"}://${formatHostPort(failure.host, failure.port)}`;
}

async function askEach(
  context: CommandContext,
  cluster: boolean,
  path: string,
  body: Json,
  words: string,
): Promise<readonly EndpointAnswer[]> {
  // etcdctl asks one after the other; a silent one would hold up all that follow.
  const places = await placesOf(context, cluster);
  const asked = places.map(async (place): Promise<EndpointAnswer | Error> => {
    try {
      return { endpoint: nameOf(place), json: await context.call(path, body, place.at) };
    } catch (error) {
      return new Error(`${words} ${nameOf(place, error)} (${wordsOf(error)})`);
    }
  });
  const answers: EndpointAnswer[] = [];
  for (const answer of await Promise.all(asked)) {
    if (answer instanceof Error) context.printError(answer.message);
    else answers.push(answer);
  }
  return answers;
}

const healthKey = "aGVhbHRo";

async function askHealth(context: CommandContext, place: Place): Promise<EndpointHealth> {
  const { at } = place;
  const endpoint = nameOf(place);
  const started = context.now();
  const took = () => formatGoDuration(context.now() - started);
  try {
    await context.call("/v3/kv/range", { key: healthKey }, at);
  } catch (error) {
    // A refusal went through consensus as well.
    if (!wordsOf(error).includes("permission denied")) {
      return { endpoint: nameOf(place, error), took: took(), error: wordsOf(error) };
    }
  }
  const elapsed = took();
  if (context.style.minor <= 4) return { endpoint, took: elapsed, error: "" };
  try {
    const answer = await context.call("/v3/maintenance/alarm", { action: "GET" }, at);
    const alarms = readList(answer, "alarms", (alarm) => readText(readObject(alarm, "an alarm"), "alarm"));
    const error = alarms.length === 0 ? "" : `Active Alarm(s): ${alarms.map((alarm) => `${alarm} `).join("")}`;
    return { endpoint, took: elapsed, error };
  } catch {
    return { endpoint, took: elapsed, error: "Unable to fetch the alarm list" };
  }
}

async function defragment(context: CommandContext, cluster: boolean): Promise<void> {
  for (const place of await placesOf(context, cluster)) {
    const started = context.now();
    const took = () => (context.style.minor <= 5 ? "" : `. took ${formatGoDuration(context.now() - started)}`);
    try {
      await context.call("/v3/maintenance/defragment", {}, place.at);
      context.print([`Finished defragmenting etcd member[${nameOf(place)}]${took()}\n`]);
    } catch (error) {
      context.printError(`Failed to defragment etcd member[${nameOf(place, error)}]${took()} (${wordsOf(error)})`);
    }
  }
}

/** A time as Go prints it: `1.5ms`, `2.25s`. */
export function formatGoDuration(ms: number): string {
  const micros = Math.round(ms * 1000);
  if (micros < 1000) return `${micros}µs`;
  return micros < 1_000_000 ? `${micros / 1000}ms` : `${micros / 1_000_000}s`;
}
