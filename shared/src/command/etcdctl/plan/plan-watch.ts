/** `watch`, which goes on over broken connections as etcdctl does. */
import { addInt64, asRevision, type Int64, type Revision } from "../../../model/int64.ts";
import { FailureError, type Failure } from "../../../model/failure.ts";
import { describeRollBack } from "../../../model/roll-back.ts";
import type { WatchNews, WatchRequest, WatchStatus } from "../../../model/watch.ts";
import { isLineProblem, type LineProblem } from "../../../txn/text/argify.ts";
import { readNumber, readRange } from "../../../txn/text/parse-operation.ts";
import { compact } from "../../../wire/fields.ts";
import { encodeHeader } from "../../../wire/key-value.ts";
import { encodeEvent } from "../../../wire/watch.ts";
import { printWatchAnswer } from "../print/print-keys.ts";
import { countProblem, type ReadCommand } from "../read/read-command.ts";
import type { CommandContext, Plan, Watching } from "./command-context.ts";

/** What one watch shows at most; the stop button ends it before. */
export const mostWatchEvents = 10_000;

/** The plan of `watch`. */
export function planWatch({ command, flags }: ReadCommand): Plan | LineProblem {
  const problem = countProblem(command, flags, 1, 2);
  if (problem !== undefined) return problem;
  const range = readRange(flags);
  if (isLineProblem(range)) return range;
  const revision = readNumber("rev", flags.text.get("rev"));
  if (revision !== undefined && typeof revision !== "string") return revision;
  const request: WatchRequest = {
    range,
    prevKv: flags.on.has("prev-kv"),
    header: true,
    ...(revision !== undefined && { startRevision: asRevision(revision) }),
  };
  const tellsProgress = flags.on.has("progress-notify");
  return { writes: false, goesOn: true, run: (context) => new Watch(context, request, tellsProgress).run() };
}

/** Prints one watch. What breaks is mended by whoever watches; here it is only said. */
class Watch {
  readonly #context: CommandContext;
  readonly #request: WatchRequest;
  readonly #tellsProgress: boolean;
  /** From where it would go on. */
  #next: Int64 | undefined;
  #shown = 0;
  #isOver = false;

  constructor(context: CommandContext, request: WatchRequest, tellsProgress: boolean) {
    this.#context = context;
    this.#request = request;
    this.#tellsProgress = tellsProgress;
    this.#next = request.startRevision;
  }

  async run(): Promise<void> {
    // What is written before etcd has created the watch, a watch from now on does not tell.
    this.#context.note("Starting the watch…");
    const watching = this.#context.watch(this.#request);
    for await (const news of watching.news) {
      this.#take(news, watching);
      if (this.#isOver) break;
    }
    this.#context.note(undefined);
  }

  #take(news: WatchNews, watching: Watching): void {
    switch (news.kind) {
      case "events": {
        const { events } = news;
        this.#passed(events.at(-1)?.revision);
        const answer = compact({ header: encodeHeader(news.header), events: events.map(encodeEvent) });
        this.#context.print(printWatchAnswer(answer, this.#context.style));
        return this.#count(events.length);
      }
      case "progress": {
        if (!this.#tellsProgress) return;
        this.#context.print([`progress notify: ${news.header?.revision ?? "0"}\n`]);
        const answer = compact({ header: encodeHeader(news.header) });
        return this.#context.print(printWatchAnswer(answer, this.#context.style));
      }
      case "gap":
        // What was skipped was not asked for here.
        if (news.gap.why === "compacted") this.#canceled("etcdserver: mvcc: required revision has been compacted");
        return;
      case "status":
        return this.#stands(news.status, watching);
      default:
        news satisfies never;
    }
  }

  #stands(status: WatchStatus, watching: Watching): void {
    switch (status.kind) {
      case "live":
        this.#passed(status.completeTo);
        return this.#context.note(undefined);
      case "waiting": {
        const from = this.#next === undefined ? "now" : `revision ${this.#next}`;
        return this.#context.note(`Connection lost. The watch resumes from ${from} when etcd responds again.`);
      }
      case "asks":
        // The command names the revision: whoever typed it wants all since then.
        return watching.replay();
      case "ahead":
        return this.#context.note(`Waiting for revision ${status.from}: etcd is at ${status.newest}.`);
      case "rolled-back":
        this.#context.printError(describeRollBack(status));
        this.#context.printError("Error: watch stopped. Run it without --rev to start from now");
        this.#isOver = true;
        return;
      case "over":
        return this.#refused(status.failure);
      case "opening":
      case "asleep":
        return;
      default:
        status satisfies never;
    }
  }

  #passed(revision: Revision | undefined): void {
    if (revision !== undefined) this.#next = addInt64(revision, 1);
  }

  #count(events: number): void {
    this.#shown += events;
    if (this.#shown < mostWatchEvents) return;
    this.#context.printError(
      `Watch stopped after ${mostWatchEvents.toLocaleString("en")} events, the console's limit.`,
    );
    this.#isOver = true;
  }

  #refused(failure: Failure): void {
    // etcd says so in the stream, after it has answered.
    if (failure.kind === "rejected" && failure.status === 200) return this.#canceled(failure.message);
    throw new FailureError(failure);
  }

  #canceled(why: string): void {
    this.#context.printError(`watch was canceled (${why})`);
    this.#context.printError("Error: watch is canceled by the server");
    this.#isOver = true;
  }
}
