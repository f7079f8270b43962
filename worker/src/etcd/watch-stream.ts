/**
 * One stream of etcd's that several watches share: `POST /v3/watch`, whose body stays open for further watches while
 * its answer comes.
 *
 * A slow watch holds up the others of its stream, and a large event of one is read before the next of another: they
 * go to one client anyway, who takes them one after the other.
 */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { workerLimits } from "#/limits/worker-limits.ts";
import type { GatewayResources } from "./gateway.ts";
import { JsonLines } from "#/json/json-lines.ts";
import { openStream, type StreamedAnswer, type StreamTimes } from "./streamed-answer.ts";
import type { Target } from "#/model/target.ts";
import { parseWatchMessage, type WatchStep } from "./watch-response.ts";

/** The fields of etcd's WatchCreateRequest. */
export type WatchRequest = Readonly<Record<string, unknown>>;

/** How watches are opened. */
export interface WatchSource {
  readonly resources: GatewayResources;
  readonly target: Target;
  readonly times: StreamTimes;
}

/** A watch to be created, under a number that was not used on the stream before. */
export interface WatchCreation {
  readonly number: number;
  readonly request: WatchRequest;
}

/** What is said of a watch. */
export interface NumberedStep {
  readonly number: number;
  readonly step: WatchStep;
  /** Whether etcd says so in answer to the request to create it. */
  readonly answersCreate: boolean;
}

/**
 * Begins a stream with these watches. Fails with a {@link FailureError}. When `signal` aborts, the socket is closed at
 * once, and so are etcd's watches.
 */
export async function openWatchStream(
  { resources, target, times }: WatchSource,
  creations: readonly WatchCreation[],
  signal: AbortSignal,
): Promise<WatchStream> {
  const body = creations.map(createText).join("");
  const request = { method: "POST", path: "/v3/watch", body, isOpenEnded: true } as const;
  return new WatchStream(await openStream(resources, target, request, times, { signal }), creations);
}

export class WatchStream {
  readonly #answer: StreamedAnswer;
  readonly #lines = new JsonLines(workerLimits.watchLineBytes);
  /** Those whose creation etcd has not answered, in the order in which they were sent. */
  readonly #unanswered: number[];
  /** By etcd's ID. */
  readonly #numbers = new Map<string, number>();
  readonly #canceled = new Set<number>();
  #receivedBytes = 0;

  constructor(answer: StreamedAnswer, creations: readonly WatchCreation[]) {
    this.#answer = answer;
    this.#unanswered = creations.map(({ number }) => number);
  }

  /** Whether watches can be created and cancelled on it; false behind a proxy that holds requests back. */
  get isOpen(): boolean {
    return this.#answer.body?.isOpen === true;
  }

  get unsentBytes(): number {
    return this.#answer.body?.unsentBytes ?? 0;
  }

  create(creation: WatchCreation): void {
    this.#unanswered.push(creation.number);
    this.#answer.body?.send(createText(creation));
  }

  /** Nothing is said of the watch any more. Where the stream is not open, etcd keeps it until the stream ends. */
  cancel(number: number): void {
    for (const [watchId, known] of this.#numbers) if (known === number) return this.#cancel(watchId);
    if (this.#unanswered.includes(number)) this.#canceled.add(number);
  }

  /** What comes next. Fails where the stream ends, since a watch does not end by itself; then the socket is closed. */
  async next(): Promise<NumberedStep> {
    try {
      for (;;) {
        const said = this.#attribute(await this.#nextValue());
        if (said !== undefined) return said;
      }
    } catch (error) {
      this.#answer.close();
      throw error;
    }
  }

  #attribute(value: unknown): NumberedStep | undefined {
    const { watchId, answersCreate, step } = parseWatchMessage(value);
    if (!answersCreate) {
      const number = this.#numbers.get(watchId);
      if (step.kind === "canceled") this.#numbers.delete(watchId);
      return number === undefined ? undefined : { number, step, answersCreate };
    }
    const number = this.#unanswered.shift();
    if (number === undefined) {
      throw new FailureError({ kind: "malformed", message: "a watch was created that was not requested" });
    }
    const isCanceled = this.#canceled.delete(number);
    if (isCanceled && step.kind === "created") this.#cancel(watchId);
    if (isCanceled) return undefined;
    if (step.kind === "created") this.#numbers.set(watchId, number);
    return { number, step, answersCreate };
  }

  #cancel(watchId: string): void {
    this.#numbers.delete(watchId);
    this.#answer.body?.send(`${JSON.stringify({ cancel_request: { watch_id: watchId } })}\n`);
  }

  async #nextValue(): Promise<unknown> {
    for (;;) {
      const step = this.#lines.step();
      switch (step.kind) {
        case "value":
          return step.value;
        case "malformed":
          throw new FailureError({ kind: "malformed", message: "a watch message is not JSON" });
        case "too-large":
          throw new FailureError({ kind: "too-large", what: "body", limitBytes: step.limitBytes });
        case "need-more":
          this.#lines.push(await this.#read());
          break;
        default:
          step satisfies never;
      }
    }
  }

  async #read(): Promise<Uint8Array> {
    const bytes = await this.#answer.read();
    if (bytes === undefined) {
      throw new FailureError({ kind: "truncated", at: "body", receivedBytes: this.#receivedBytes });
    }
    this.#receivedBytes += bytes.length;
    return bytes;
  }
}

function createText({ request }: WatchCreation): string {
  return `${JSON.stringify({ create_request: request })}\n`;
}
