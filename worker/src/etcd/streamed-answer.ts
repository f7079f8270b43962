/** An answer that is read while it comes, for as long as it flows, over a connection of its own. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { Budget, type Deadline } from "#/limits/budget.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { fieldValue } from "#/http1/answer.ts";
import { IdleLimit } from "#/limits/idle-limit.ts";
import type { BodyPipe } from "#/model/transport.ts";
import { rejectionOf, type GatewayRequest } from "./answer.ts";
import { Connection } from "./connection.ts";
import { isOfEndpoint, needOf } from "./endpoint-fitness.ts";
import { gatewayOver, type Gateway, type GatewayResources } from "./gateway.ts";
import type { OpenAnswer } from "./open-answer.ts";
import type { OpenBody } from "./open-body.ts";
import { SilenceWatch } from "#/limits/silence-watch.ts";
import type { Target } from "#/model/target.ts";

export interface StreamTimes {
  /** From the dial to the head of the answer, a login included. */
  readonly timeoutMs: number;
  /** Between one piece of the body and the next. */
  readonly idleMs: number;
  /** Within that: when the endpoint is asked whether it lives; the streams' own by default. */
  readonly silence?: { readonly afterMs: number; readonly checkMs: number };
}

/** Who reads the answer: `signal` aborts when nobody does any more, `end` hears that the answer is over. */
export interface Reader {
  readonly signal: AbortSignal;
  readonly end?: () => void;
}

export interface StreamRequest extends Pick<GatewayRequest, "method" | "path" | "body" | "isOpenEnded"> {
  /** Called first, over the same connection; where it fails, nothing is sent. */
  readonly prove?: (gateway: Gateway) => Promise<void>;
}

/**
 * Sends the request and waits for the head of its answer. Fails with a {@link FailureError} where etcd refuses
 * (`rejected`) and where there is no answer. When the reader's `signal` aborts, dial and wait end at once and the socket is closed,
 * now and for as long as the answer is read; else the answer owns the socket and closes it at its end, at its failure
 * and when it is closed.
 */
export async function openStream(
  resources: GatewayResources,
  target: Target,
  request: StreamRequest,
  { timeoutMs, idleMs, silence: silenceLimits = workerLimits.streamSilence }: StreamTimes,
  { signal, end }: Reader,
): Promise<StreamedAnswer> {
  const budget = new Budget(timeoutMs);
  const connection = new Connection(resources, target.endpoints, budget);
  const leave = (): void => {
    budget.cancel({ kind: "offline", message: "The reader has left" });
    connection.drop();
  };
  signal.addEventListener("abort", leave, { once: true });
  try {
    if (signal.aborted) leave();
    const gateway = gatewayOver(resources, target, budget, connection);
    const { prove, ...sent } = request;
    if (prove !== undefined) await prove(gateway);
    const answer = await gateway.call({ ...sent, streamed: true, maxBytes: workerLimits.ownAnswerBytes });
    if (answer.rest === undefined) {
      throw new FailureError(rejectionOf(answer) ?? { kind: "malformed", message: `its status is ${answer.status}` });
    }
    const idle = new IdleLimit(idleMs);
    const silence =
      connection.endpointCount > 1 ? watchSilence(connection, answer.rest, request, idle, silenceLimits) : undefined;
    answer.rest.streamUnder(silence ?? idle);
    return new StreamedAnswer(answer.rest, connection, () => {
      idle.end();
      silence?.end();
      signal.removeEventListener("abort", leave);
      end?.();
    });
  } catch (error) {
    connection.drop();
    signal.removeEventListener("abort", leave);
    end?.();
    throw error;
  } finally {
    budget.end();
  }
}

/** A frozen server keeps its connections: only a question tells it from one that has nothing to say. */
function watchSilence(
  connection: Connection,
  { line }: OpenAnswer,
  request: StreamRequest,
  idle: Deadline,
  { afterMs, checkMs }: NonNullable<StreamTimes["silence"]>,
): SilenceWatch {
  // With all sockets in use, the platform dials no more: that says nothing of the server.
  const isAlive = () => connection.isAlive(line, needOf(request), { checkMs, isDialProof: false });
  return new SilenceWatch(idle, { afterMs, isAlive });
}

export class StreamedAnswer {
  readonly #answer: OpenAnswer;
  readonly #connection: Connection;
  readonly #forget: () => void;

  /** `forget` is called when the socket is closed. */
  constructor(answer: OpenAnswer, connection: Connection, forget: () => void) {
    this.#answer = answer;
    this.#connection = connection;
    this.#forget = forget;
  }

  get status(): number {
    return this.#answer.head.status;
  }

  /** The request's, where that is open-ended. */
  get body(): OpenBody | undefined {
    return this.#answer.body;
  }

  get contentType(): string | undefined {
    return fieldValue(this.#answer.head.fields, "content-type");
  }

  /**
   * The next piece of the body, to be used only until the next is asked for; undefined at its whole end. Fails where the answer breaks or pauses
   * for too long.
   */
  async read(): Promise<Uint8Array | undefined> {
    try {
      const piece = await this.#answer.read();
      if (piece === undefined) this.close();
      return piece;
    } catch (error) {
      if (isOfEndpoint(error)) this.#connection.failed(this.#answer.line, "member");
      this.close();
      throw error;
    }
  }

  /** Closes the socket, whatever was still to come. */
  close(): void {
    this.#connection.drop();
    this.#forget();
  }

  /**
   * The body as a stream, by `openPipe`. It takes a piece from the socket only once the one before is gone, and fails
   * where the body breaks: what was cut never ends like what is whole. When its reader leaves, the socket is closed;
   * where nothing comes from etcd the platform tells that late, at the next piece.
   */
  toReadable(openPipe: () => BodyPipe): ReadableStream<Uint8Array> {
    const { readable, writable } = openPipe();
    void this.#pour(writable.getWriter());
    return readable;
  }

  async #pour(writer: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
    // The platform rejects this too when the reader leaves; that a write fails then is enough.
    writer.closed.catch(() => undefined);
    try {
      for (let piece = await this.read(); piece !== undefined; piece = await this.read()) await writer.write(piece);
      await writer.close();
    } catch (error) {
      this.close();
      await writer.abort(error).catch(() => undefined);
    }
  }
}
