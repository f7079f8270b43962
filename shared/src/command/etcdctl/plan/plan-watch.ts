/** `watch`, which goes on over broken connections as etcdctl does. */
import { addInt64, compareInt64, zeroInt64, type Int64 } from "../../../model/int64.ts";
import { isLineProblem, type LineProblem } from "../../../txn/text/argify.ts";
import { readNumber, readRange } from "../../../txn/text/parse-operation.ts";
import { isJson, type Json } from "../../../model/json.ts";
import { base64, compact, field, flag, readBoolean, readInt64, readList, readText } from "../../../wire/fields.ts";
import { isPassing, retrying } from "./passing-failure.ts";
import { printWatchAnswer } from "../print/print-keys.ts";
import { countProblem, type ReadCommand } from "../read/read-command.ts";
import type { CommandContext, Plan } from "./command-context.ts";

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
  const create = (from: Int64 | undefined) =>
    compact({
      key: base64(range.key),
      range_end: base64(range.rangeEnd),
      start_revision: from,
      prev_kv: flag(flags.on.has("prev-kv")),
      progress_notify: flag(flags.on.has("progress-notify")),
    });
  return { writes: false, goesOn: true, run: (context) => new Watch(context, create, revision).run() };
}

/** Follows one range. Where the stream breaks it asks again from the revision after the last that it has seen. */
class Watch {
  readonly #context: CommandContext;
  readonly #create: (from: Int64 | undefined) => Json;
  #next: Int64 | undefined;
  #shown = 0;
  #isOver = false;

  constructor(context: CommandContext, create: (from: Int64 | undefined) => Json, from: Int64 | undefined) {
    this.#context = context;
    this.#create = create;
    this.#next = from;
  }

  async run(): Promise<void> {
    for (let failed = 0; !this.#isOver; failed++) {
      const seen = await this.#follow().catch((error: unknown) => {
        if (!isPassing(error)) throw error;
        return false;
      });
      if (this.#isOver) break;
      if (seen) failed = 0;
      const from = this.#next === undefined ? "now" : `revision ${this.#next}`;
      this.#context.note(`Connection lost. The watch resumes from ${from} when etcd responds again.`);
      if (!(await retrying(this.#context, failed))) return;
    }
    this.#context.note(undefined);
  }

  /** Reads one stream to its end; true: etcd answered. */
  async #follow(): Promise<boolean> {
    let seen = false;
    for await (const line of this.#context.stream("/v3/watch", { create_request: this.#create(this.#next) })) {
      const result = field(line, "result");
      if (!isJson(result)) continue;
      if (!seen) this.#context.note(undefined);
      seen = true;
      this.#take(result);
      if (this.#isOver) break;
    }
    return seen;
  }

  #take(result: Json): void {
    if (readBoolean(result, "canceled")) {
      this.#tellCanceled(result);
      return;
    }
    const events = readList(result, "events", (event) => event);
    this.#advance(result, events.at(-1));
    if (events.length === 0) {
      if (readBoolean(result, "created")) return;
      const header = field(result, "header");
      this.#context.print([`progress notify: ${readInt64(isJson(header) ? header : {}, "revision")}\n`]);
    }
    this.#context.print(printWatchAnswer(result, this.#context.style));
    this.#shown += events.length;
    if (this.#shown < mostWatchEvents) return;
    this.#context.printError(
      `Watch stopped after ${mostWatchEvents.toLocaleString("en")} events, the console's limit.`,
    );
    this.#isOver = true;
  }

  #tellCanceled(result: Json): void {
    const compacted = readInt64(result, "compact_revision");
    const reason = readText(result, "cancel_reason");
    const why = compacted === "0" ? reason : "etcdserver: mvcc: required revision has been compacted";
    this.#context.printError(`watch was canceled (${why})`);
    this.#context.printError("Error: watch is canceled by the server");
    this.#isOver = true;
  }

  /** Source: etcd client/v3/watch.go, serveSubstream. */
  #advance(result: Json, last: unknown): void {
    const kv = isJson(last) ? field(last, "kv") : undefined;
    const header = field(result, "header");
    const reached = isJson(kv) ? readInt64(kv, "mod_revision") : readInt64(isJson(header) ? header : {}, "revision");
    // A watch from a revision is created at the newest one, and has all before it still to come.
    const isCreated = last === undefined && readBoolean(result, "created");
    if (isCreated && this.#next !== undefined) return;
    if (compareInt64(reached, zeroInt64) > 0) this.#next = addInt64(reached, 1);
  }
}
