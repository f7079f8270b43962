/** One watch over a stream of its own: `POST /v3/watch` with a whole body, answered until the socket closes. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { workerLimits } from "#/limits/worker-limits.ts";
import type { GatewayResources } from "./gateway.ts";
import { JsonLines } from "#/json/json-lines.ts";
import { openStream, type StreamedAnswer, type StreamTimes } from "./streamed-answer.ts";
import type { Target } from "#/model/target.ts";
import { tokenKey } from "./token-cache.ts";
import { parseWatchResponse, type WatchStep } from "./watch-response.ts";

/** The fields of etcd's WatchCreateRequest. */
export type WatchRequest = Readonly<Record<string, unknown>>;

/**
 * Begins a watch and gives its messages; the first says that it was created, or is cancelled. Fails with a
 * {@link FailureError}. When `signal` aborts, the socket is closed at once, and so is etcd's watch.
 */
export async function openWatch(
  resources: GatewayResources,
  target: Target,
  request: WatchRequest,
  times: StreamTimes,
  signal: AbortSignal,
): Promise<WatchStream> {
  const first = await begin(resources, target, request, times, signal);
  const { credentials, token } = target;
  if (!refusesUser(first.step) || credentials === undefined || token !== undefined) return first.stream;
  // A token that has run out is refused like a user who may not watch, in the stream, and on 3.4 in the same words.
  first.stream.close();
  resources.tokens.delete(await tokenKey(target.id, credentials));
  return (await begin(resources, target, request, times, signal)).stream;
}

interface Begun {
  readonly stream: WatchStream;
  readonly step: WatchStep;
}

async function begin(...[resources, target, request, times, signal]: Parameters<typeof openWatch>): Promise<Begun> {
  // Progress is asked for in any case: without it, a server that is gone could not be told from a quiet one.
  const body = JSON.stringify({ create_request: { ...request, progress_notify: true } });
  const answer = await openStream(resources, target, { method: "POST", path: "/v3/watch", body }, times, { signal });
  const stream = new WatchStream(answer);
  return { stream, step: await stream.peek() };
}

function refusesUser(step: WatchStep): boolean {
  return step.kind === "canceled" && /permission denied|auth token|user name is empty|auth store/.test(step.reason);
}

export class WatchStream {
  readonly #answer: StreamedAnswer;
  readonly #lines = new JsonLines(workerLimits.watchLineBytes);
  #peeked: WatchStep | undefined;
  #receivedBytes = 0;

  constructor(answer: StreamedAnswer) {
    this.#answer = answer;
  }

  /** The message that comes next; it is still to be taken. */
  async peek(): Promise<WatchStep> {
    this.#peeked ??= await this.next();
    return this.#peeked;
  }

  /** The next message. Fails where the stream ends, since a watch does not end by itself; then the socket is closed. */
  async next(): Promise<WatchStep> {
    const peeked = this.#peeked;
    this.#peeked = undefined;
    if (peeked !== undefined) return peeked;
    try {
      return parseWatchResponse(await this.#nextValue());
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#answer.close();
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
