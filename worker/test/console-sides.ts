/** The console's commands over the built app, and etcdctl beside them, on one etcd. */
import { goEnvironment } from "@etcd-explorer/scripts/etcd/go-environment";
import { run } from "@etcd-explorer/scripts/process/run";
import type { RunningEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import { joinParts, minorOf, type Part, type Style } from "@etcd-explorer/shared/command/etcdctl/print/output";
import { planCommand, runPlan } from "@etcd-explorer/shared/command/etcdctl/plan/plan-command";
import type { CommandContext } from "@etcd-explorer/shared/command/etcdctl/plan/command-context";
import type { Json } from "@etcd-explorer/shared/model/json";
import { readObject } from "@etcd-explorer/shared/wire/fields";
import { newsOf } from "@etcd-explorer/shared/read/live/watch-news";
import type { WatchNews } from "@etcd-explorer/shared/model/watch";
import { liveStreamTo } from "./live-client.ts";
import { queryThrough } from "./real-app.ts";

export interface Sides {
  /** The app's address. */
  readonly origin: string;
  readonly etcd: RunningEtcd;
  readonly version: string;
  /** The path of etcdctl. */
  readonly etcdctl: string;
  readonly tableLines: Style["tableLines"];
}

/** What one side printed, its errors after the rest. */
export interface Printed {
  readonly output: string;
  readonly errors: string;
}

/** Runs a command as the console does. */
export async function runOurs(sides: Sides, text: string): Promise<Printed> {
  const understood = planCommand(text);
  if (understood.kind !== "plan") {
    throw new Error(understood.kind === "problem" ? understood.problem.message : "help instead of a plan");
  }
  const { host, port, endpoint } = sides.etcd;
  const parts: Part[] = [];
  const errors: string[] = [];
  const post = async (path: string, body: Json): Promise<Json> => {
    const answer = await queryThrough(sides.origin, { host, port }, path, body);
    const failure = failureSchema.safeParse(answer.failure);
    if (failure.success) throw new FailureError(failure.data);
    return readObject(answer.parsed, "an answer");
  };
  const context: CommandContext = {
    version: sides.version,
    places: () => Promise.resolve([{ endpoint, label: endpoint, tls: false }]),
    style: { ...understood.style, minor: minorOf(sides.version), tableLines: sides.tableLines },
    call: post,
    stream: (path, body) => streamLines(`${sides.origin}/api/etcd/stream`, { host, port, path, body }),
    watch: (request) => {
      const stream = liveStreamTo(() => sides.origin, { host, port });
      const watching = newsOf((listener) => stream.watch(request, listener), new AbortController().signal);
      return { ...watching, news: upToEvents(watching.news) };
    },
    print: (more) => parts.push(...more),
    printError: (line) => errors.push(line),
    note: () => undefined,
    now: () => performance.now(),
    pause: () => Promise.resolve(false),
  };
  await runPlan(understood.plan, context);
  return { output: latin1(joinParts(parts)), errors: errors.join("\n") };
}

/** The lines of a streamed answer up to the first with events, or the end. */
async function* streamLines(url: string, request: { body: Json; path: string; host: string; port: number }) {
  const leave = new AbortController();
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...request, body: JSON.stringify(request.body) }),
    signal: leave.signal,
  });
  if (answer.body === null) throw new Error("a stream without a body");
  let text = "";
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) yield readObject(JSON.parse(line), "a line");
    if (lines.some((line) => line.includes('"events"'))) break;
  }
  leave.abort();
}

/** What a watch tells up to its first events, or its end. */
async function* upToEvents(told: AsyncIterable<WatchNews>): AsyncGenerator<WatchNews> {
  for await (const news of told) {
    yield news;
    if (news.kind === "events") break;
  }
}

/** Runs real etcdctl with the same words. */
export async function runTheirs(sides: Sides, text: string): Promise<Printed> {
  const script = /^(?:printf|echo) /.test(text) ? text.replace("|", "| etcdctl") : `etcdctl ${text}`;
  const result = await run(
    "sh",
    ["-c", script.replace("etcdctl", `${sides.etcdctl} --endpoints ${sides.etcd.endpoint}`)],
    {
      env: { PATH: process.env["PATH"], ...goEnvironment() },
      timeoutMs: 20_000,
    },
  );
  const errors = result.output.slice(result.stdout.toString().length);
  return { output: latin1(result.stdout), errors };
}

/** Every byte as one character, so that a difference can be read. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
