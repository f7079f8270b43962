/** A context for tests: scripted answers, and what was sent, printed and said. */
import { FailureError } from "../src/model/failure.ts";
import type { Json } from "../src/model/json.ts";
import type { WatchNews } from "../src/model/watch.ts";
import { encodeWatchCreate } from "../src/wire/watch.ts";
import { joinParts, type Part } from "../src/command/etcdctl/print/output.ts";
import { planCommand, runPlan } from "../src/command/etcdctl/plan/plan-command.ts";
import type { ConsolePlace, CommandContext } from "../src/command/etcdctl/plan/command-context.ts";

export interface Script {
  /** One answer after the other, whatever is asked; an error fails. */
  readonly calls?: readonly (Json | Error)[];
  /** One stream after the other; an error in it breaks it off. */
  readonly streams?: readonly (readonly (Json | Error)[])[];
  /** What a watch tells; then it is stopped. */
  readonly news?: readonly WatchNews[];
  readonly places?: readonly ConsolePlace[];
  /** Pauses before the command is stopped. */
  readonly pauses?: number;
}

export interface Scripted {
  readonly sent: readonly string[];
  readonly output: string;
  readonly errors: readonly string[];
  readonly notes: readonly (string | undefined)[];
  readonly ok: boolean;
}

export const refusedConnection: FailureError = new FailureError({
  kind: "unreachable",
  host: "m2",
  port: 2379,
  message: "refused",
});

/** Runs a command to its end in a context without etcd. */
export async function runScripted(text: string, script: Script): Promise<Scripted> {
  const understood = planCommand(text);
  if (understood.kind !== "plan") throw new Error(understood.kind);
  const [calls, streams] = [[...(script.calls ?? [])], [...(script.streams ?? [])]];
  const [sent, parts, errors, notes]: [string[], Part[], string[], (string | undefined)[]] = [[], [], [], []];
  let [pauses, now] = [script.pauses ?? 0, 0];
  const context: CommandContext = {
    version: "3.5.30",
    places: () => Promise.resolve(script.places ?? [{ endpoint: "http://etcd:2379", label: "etcd", tls: false }]),
    style: { ...understood.style, minor: 5, tableLines: "ascii" },
    call: async (path, body, at) => {
      sent.push([path, JSON.stringify(body), ...(at === undefined ? [] : [at])].join(" "));
      const answer = calls.shift() ?? {};
      if (answer instanceof Error) throw answer;
      return answer;
    },
    stream: async function* lines(path, body) {
      sent.push(`${path} ${JSON.stringify(body)}`);
      for (const line of streams.shift() ?? []) {
        if (line instanceof Error) throw line;
        yield line;
      }
    },
    watch: (request) => {
      sent.push(`watch ${JSON.stringify(encodeWatchCreate("", request))}`);
      return { news: inTurn(script.news ?? []), replay: () => void sent.push("replay") };
    },
    print: (more) => parts.push(...more),
    printError: (line) => errors.push(line),
    note: (sentence) => notes.push(sentence),
    now: () => now,
    pause: (ms) => {
      now += ms;
      return Promise.resolve(pauses-- > 0);
    },
  };
  const ok = await runPlan(understood.plan, context);
  return { sent, output: new TextDecoder().decode(joinParts(parts)), errors, notes, ok };
}

async function* inTurn(news: readonly WatchNews[]): AsyncGenerator<WatchNews> {
  yield* news;
}
