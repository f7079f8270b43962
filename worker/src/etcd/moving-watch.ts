/** A watch that moves to another endpoint of its connection when the one that it is at serves no more. */
import { parseRevision, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { isOfEndpoint } from "./endpoint-fitness.ts";
import type { GatewayResources } from "./gateway.ts";
import type { StreamTimes } from "./streamed-answer.ts";
import type { Target } from "#/model/target.ts";
import type { WatchStep } from "./watch-response.ts";
import { openWatch, type WatchRequest, type WatchStream } from "./watch-stream.ts";

export class MovingWatch {
  readonly #resources: GatewayResources;
  readonly #target: Target;
  readonly #request: WatchRequest;
  readonly #times: StreamTimes;
  readonly #signal: AbortSignal;
  #stream: WatchStream | undefined;
  /** From where another endpoint would go on; undefined while events of one revision are told in parts. */
  #next: Revision | undefined;
  #wasCreated = false;

  /** Opened by the first `next`. When `signal` aborts, the socket is closed at once, and so is etcd's watch. */
  constructor(...[resources, target, request, times, signal]: Parameters<typeof openWatch>) {
    this.#resources = resources;
    this.#target = target;
    this.#request = request;
    this.#times = times;
    this.#signal = signal;
  }

  /** The next message, each once: that the watch was created again elsewhere is not told. */
  async next(): Promise<WatchStep> {
    for (;;) {
      const step = await this.#nextAnywhere();
      const isRepeated = step.kind === "created" && this.#wasCreated;
      this.#note(step);
      if (!isRepeated) return step;
    }
  }

  async #nextAnywhere(): Promise<WatchStep> {
    try {
      this.#stream ??= await this.#open();
      return await this.#stream.next();
    } catch (error) {
      const mayMove = this.#wasCreated && this.#next !== undefined && this.#target.endpoints.length > 1;
      // Where no watch can be opened at all, that is told: whoever watches knows best how long to try.
      if (!mayMove || this.#stream === undefined || this.#signal.aborted || !isOfEndpoint(error)) throw error;
      this.#stream = undefined;
    }
    return await this.#nextAnywhere();
  }

  #open(): Promise<WatchStream> {
    const request = this.#wasCreated ? { ...this.#request, start_revision: this.#next } : this.#request;
    return openWatch(this.#resources, this.#target, request, this.#times, this.#signal);
  }

  #note(step: WatchStep): void {
    if (step.kind === "canceled") return;
    if (step.kind === "created") {
      if (!this.#wasCreated) this.#next = this.#firstRevision() ?? after(step.revision);
      this.#wasCreated = true;
      return;
    }
    // The first progress may be of a revision before the one that was asked for.
    if (step.kind === "events" || BigInt(after(step.revision)) > BigInt(this.#next ?? "0")) {
      this.#next = step.kind === "events" && step.fragment ? undefined : after(step.revision);
    }
  }

  #firstRevision(): Revision | undefined {
    const asked = parseRevision(this.#request["start_revision"]);
    return asked === undefined || asked === zeroRevision ? undefined : asked;
  }
}

function after(revision: Revision): Revision {
  return parseRevision(String(BigInt(revision) + 1n)) ?? zeroRevision;
}
