/** One request and the answer to it over a lent connection: the head first, then the body piece by piece. */
import { FailureError, formatHostPort, type Phase } from "@etcd-explorer/shared/model/failure";
import type { Deadline } from "#/limits/budget.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { fieldList, fieldValue, type Head, type Step } from "#/http1/answer.ts";
import { AnswerParser } from "#/http1/answer-parser.ts";
import { encodeRequest } from "#/http1/request.ts";
import { Pace } from "#/limits/pace.ts";
import type { Endpoint, Line } from "#/model/transport.ts";
import { OpenBody } from "./open-body.ts";

export interface WireRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string;
  readonly authorization?: string | undefined;
  /** Whether more may be sent after `body`, while the answer comes: see {@link OpenBody}. */
  readonly isOpenEnded?: boolean;
}

/** What of a connection an answer needs. */
export interface Droppable {
  /** Closes the line. */
  drop(): void;
}

/** Sends the request over `line` and waits for the head of its answer. Where that fails, the line is not dropped. */
export async function ask(
  connection: Droppable,
  line: Line,
  deadline: Deadline,
  request: WireRequest,
): Promise<OpenAnswer> {
  const bytes = encodeRequest({ ...request, fields: fieldsOf(request, line.endpoint) });
  if (bytes === undefined) {
    throw new FailureError({
      kind: "invalid",
      field: "token",
      message: "must not contain line breaks: it is sent in a header",
    });
  }
  const body = request.isOpenEnded === true ? new OpenBody(line.socket, workerLimits.openBody.headMs) : undefined;
  const answer = new OpenAnswer(connection, line, deadline, body);
  // Not awaited: a server may refuse a large request, and close, before it has read all of it.
  answer.sending(line.socket.write(bytes));
  try {
    await answer.readHead();
  } finally {
    body?.answered();
  }
  return answer;
}

function fieldsOf(request: WireRequest, endpoint: Endpoint): readonly (readonly [string, string])[] {
  // A zone names an interface of this machine and means nothing to the server (RFC 6874 §1).
  const host = endpoint.host.replace(/%.*$/, "");
  const fields: (readonly [string, string])[] = [
    ["Host", formatHostPort(host, endpoint.port)],
    ["User-Agent", "etcd-explorer"],
    // Without it etcd 3.5.16 with client certificates takes its own certificate's CN for the user.
    ["Accept", "application/json"],
    ["Accept-Encoding", "identity"],
  ];
  if (request.body !== undefined) fields.push(["Content-Type", "application/json"]);
  // Go reads a body to its end before it answers, unless its connection ends with the answer (net/http, server.go:
  // chunkWriter.writeHeader).
  if (request.isOpenEnded === true) fields.push(["Connection", "close"]);
  if (request.authorization !== undefined) fields.push(["Authorization", request.authorization]);
  return fields;
}

const pace = new Pace(workerLimits.pace);

export class OpenAnswer {
  /** The request's, where that is open-ended. */
  readonly body: OpenBody | undefined;
  readonly #connection: Droppable;
  readonly #line: Line;
  #deadline: Deadline;
  readonly #parser: AnswerParser = new AnswerParser(workerLimits);
  #sent = false;
  /** Small pieces since the last pause. */
  #smallPieces = 0;
  #head: Head = { minorVersion: 1, status: 0, reason: "", fields: [] };

  constructor(connection: Droppable, line: Line, deadline: Deadline, body?: OpenBody) {
    this.body = body;
    this.#connection = connection;
    this.#line = line;
    this.#deadline = deadline;
  }

  /** What the answer comes over. */
  get line(): Line {
    return this.#line;
  }

  get head(): Head {
    return this.#head;
  }

  /** Notes when the request has left. That it could not is told by the answer, or by its absence. */
  sending(written: Promise<void>): void {
    written.then(
      () => {
        this.#sent = true;
      },
      () => undefined,
    );
  }

  /** Waits for the head. Skips 1xx answers. */
  async readHead(): Promise<void> {
    let step = await this.#next("headers");
    while (step.kind === "informational") step = await this.#next("headers");
    if (step.kind !== "head") throw this.#failure(step);
    this.#head = step.head;
    const codings = fieldList(step.head.fields, "content-encoding").filter((coding) => coding !== "identity");
    if (codings.length > 0) {
      throw new FailureError({
        kind: "malformed",
        message: `its body is in ${codings.join(", ")}, which was not requested`,
      });
    }
  }

  /**
   * The next piece of the body, to be used only until the next is asked for: its memory is used again then. Undefined
   * at the body's end, after which the connection may carry the next request.
   */
  async read(): Promise<Uint8Array | undefined> {
    return this.#bytesOf(await this.#next("body"));
  }

  /**
   * Gives each piece of the rest to `take`, until the end (then true) or until that wants no more. What lies ready is
   * given without a wait in between: of small pieces there may be thousands in one read.
   */
  async readEach(take: (piece: Uint8Array) => boolean): Promise<boolean> {
    for (let piece = await this.read(); piece !== undefined; piece = await this.read()) {
      for (let ready: Uint8Array | undefined = piece; ready !== undefined; ready = this.#readReady()) {
        if (!take(ready)) return false;
      }
    }
    return true;
  }

  /** How long the body is, where its head says so. */
  get lengthBytes(): number | undefined {
    const length = fieldValue(this.#head.fields, "content-length");
    return length === undefined ? undefined : Number(length);
  }

  /** From now on `deadline` bounds each wait, since a body may take as long as it flows. */
  streamUnder(deadline: Deadline): void {
    this.#deadline = deadline;
  }

  /** Gives up the rest of the body, and with it the socket: reading it only to throw it away may take for ever. */
  abandon(): void {
    this.#connection.drop();
  }

  /** Waits, within the time that the answer has. */
  async pause(ms: number): Promise<void> {
    await this.#deadline.race("body", new Promise<void>((resolve) => setTimeout(resolve, ms)));
  }

  /** The next piece that was received already. Anything else the parser says again when it is asked by `read`. */
  #readReady(): Uint8Array | undefined {
    if (this.#smallPieces >= workerLimits.pace.pieces) return undefined;
    const step = this.#parser.step();
    this.#count(step);
    return step.kind === "data" ? step.bytes : undefined;
  }

  #count(step: Step): void {
    if (step.kind === "data" && step.bytes.length < workerLimits.pace.smallBytes) this.#smallPieces++;
  }

  #bytesOf(step: Step): Uint8Array | undefined {
    if (step.kind === "data") return step.bytes;
    if (step.kind !== "end") throw this.#failure(step);
    if (step.reusable && this.#sent && this.body === undefined) this.#line.answered = true;
    else this.#connection.drop();
    return undefined;
  }

  async #next(phase: Phase): Promise<Step> {
    for (;;) {
      try {
        const pauseMs = pace.pauseAfter(this.#smallPieces);
        if (pauseMs > 0) {
          this.#smallPieces = 0;
          await this.pause(pauseMs);
        }
        const step = this.#parser.step();
        this.#count(step);
        if (step.kind !== "need-more") return step;
        const bytes = await this.#deadline.race(phase, this.#line.socket.read());
        if (bytes === undefined) return this.#parser.finish(true);
        this.#parser.push(bytes);
      } catch (error) {
        if (!(error instanceof FailureError)) return this.#parser.finish(false);
        this.#connection.drop();
        throw error;
      }
    }
  }

  /** Why the answer is none. It cannot be continued, so its socket is closed. */
  #failure(step: Step): FailureError {
    this.#connection.drop();
    switch (step.kind) {
      case "malformed":
        return new FailureError({ kind: "malformed", message: step.message });
      case "too-large":
        return new FailureError({ kind: "too-large", what: "headers", limitBytes: step.limitBytes });
      case "truncated":
        return new FailureError({ kind: "truncated", at: step.at, receivedBytes: this.#parser.receivedBytes });
      case "need-more":
      case "informational":
      case "head":
      case "data":
      case "end":
        return new FailureError({ kind: "internal", message: `An answer was read out of order: ${step.kind}` });
      default:
        return step satisfies never;
    }
  }
}
