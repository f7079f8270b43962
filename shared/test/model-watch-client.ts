/** A page with its watches, on the server of model-watch.ts, with a clock of its own. */
import fc from "fast-check";
import type { KeyEvent, WatchGap, WatchStatus } from "../src/model/watch.ts";
import {
  emptyLiveState,
  nextTryMs,
  type LiveInput,
  type LiveOutput,
  type LiveState,
} from "../src/read/live/live-state.ts";
import { liveStep } from "../src/read/live/live-step.ts";
import { ModelWatchServer } from "./model-watch.ts";

const offline = { kind: "offline", message: "away" } as const;

/** A client with one or more watches on a server in memory. */
export class ModelWatchClient {
  readonly server = new ModelWatchServer();
  state: LiveState = emptyLiveState;
  nowMs = 0;
  readonly told = new Map<string, KeyEvent[]>();
  readonly gaps = new Map<string, WatchGap[]>();
  readonly statuses = new Map<string, WatchStatus>();
  readonly outputs: LiveOutput[] = [];

  take(...inputs: readonly LiveInput[]): void {
    let next = inputs;
    for (let turn = 0; next.length > 0; turn++) {
      if (turn > 50) throw new Error("it never settles");
      const { state, outputs } = liveStep(this.state, next, { nowMs: this.nowMs, random: 0.5 });
      this.state = state;
      this.outputs.push(...outputs);
      for (const output of outputs) this.#note(output);
      next = outputs.flatMap((output) => this.server.obey(output));
    }
  }

  #note(output: LiveOutput): void {
    if (output.kind === "events") this.told.set(output.id, [...this.eventsOf(output.id), ...output.events]);
    if (output.kind === "gap") this.gaps.set(output.id, [...this.gapsOf(output.id), output.gap]);
    if (output.kind === "status") this.statuses.set(output.id, output.status);
  }

  eventsOf = (id: string) => this.told.get(id) ?? [];
  gapsOf = (id: string) => this.gaps.get(id) ?? [];

  tell(most = 100): void {
    this.take(...this.server.tell(most));
  }

  cut(): void {
    this.server.break();
    this.take({ kind: "closed", failure: offline });
  }

  /** Waits until nothing waits. */
  wait(): void {
    for (let at = nextTryMs(this.state); at !== undefined; at = nextTryMs(this.state)) {
      this.nowMs = Math.max(this.nowMs, at);
      this.take({ kind: "time", dueMs: this.nowMs });
    }
  }

  act(what: string, keys: number): void {
    if (what === "write") this.server.write(keys);
    if (what === "tell") this.tell(keys);
    if (what === "cut") this.cut();
    if (what === "fail") this.take(...this.server.failOne());
    if (what === "move") this.take(...this.server.move(keys - 1));
    if (what === "doubt") this.server.failingQuestions = keys;
    if (what === "compact") this.server.compact();
    if (what === "sleep" || what === "wake" || what === "recheck") this.take({ kind: what });
    if (what === "wait") this.wait();
  }

  /** Everything works again, and all that is left is told. */
  heal(): void {
    this.take({ kind: "wake" });
    this.wait();
    for (let round = 0; round < 8; round++) {
      this.tell();
      this.wait();
    }
  }
}

/** What may happen to a page and its watches. */
export const anyWatchAct: fc.Arbitrary<{ readonly do: string; readonly keys: number }> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("write" as const), keys: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("tell" as const), keys: fc.integer({ min: 1, max: 5 }) }) },
  fc.record({ do: fc.constantFrom("move", "doubt"), keys: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    do: fc.constantFrom("cut", "fail", "compact", "recheck", "sleep", "wake", "wait"),
    keys: fc.constant(0),
  }),
);
