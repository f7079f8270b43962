/**
 * One HTTP/1.1 answer read from bytes as a step function: no I/O, no clock, nothing thrown (RFC 9112).
 *
 * Push bytes, then take steps until `need-more`; at the end of the stream call `finish`. Every byte is looked at
 * once and no body byte is copied, whatever the sizes of the pieces: time is linear and memory is one line.
 */
import { needMore, type CutPoint, type Field, type Head, type Step } from "./answer.ts";
import { framingOf, keepsAlive, type Framing } from "./framing.ts";
import { readChunkSize, readFieldLine, readStatusLine, type StatusLine } from "./head.ts";
import { LineBuffer } from "./line-buffer.ts";

export interface AnswerLimits {
  /** All heads of the answer together, 1xx ones included, and likewise all trailers. */
  readonly headBytes: number;
  readonly headFields: number;
  /** Answers of status 1xx before the real one. */
  readonly informational: number;
  /** A line with a chunk's size and extensions. */
  readonly chunkLineBytes: number;
  /**
   * So many chunks may be of any size; those of an answer that has more must have `leastMeanBytes` on average. No
   * server needs smaller ones, and each costs more to read than its bytes are worth.
   */
  readonly chunks: { readonly free: number; readonly leastMeanBytes: number };
}

type State =
  | "status-line"
  | "field"
  | "fixed"
  | "until-close"
  | "chunk-size"
  | "chunk-data"
  | "chunk-end"
  | "trailer"
  | "final";

const versionStart = "HTTP/1.";

export class AnswerParser {
  readonly #limits: AnswerLimits;
  readonly #toHead: boolean;
  readonly #buffer = new LineBuffer();
  #state: State = "status-line";
  #final: Step = needMore;
  #receivedBytes = 0;
  #headBytesLeft: number;
  #statusLine: StatusLine | undefined;
  #fields: Field[] = [];
  #keepsAlive = false;
  /** Bytes of the body or of the chunk that are still due. */
  #due = 0;
  #informationalCount = 0;
  #chunkCount = 0;
  #chunkBytes = 0;

  /** `toHead`: the answer is to a HEAD request and so has no body. */
  constructor(limits: AnswerLimits, toHead = false) {
    this.#limits = limits;
    this.#toHead = toHead;
    this.#headBytesLeft = limits.headBytes;
  }

  /** All bytes pushed so far. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** Gives the next bytes, which must not change before `need-more`. To be called after `need-more`. */
  push(bytes: Uint8Array): void {
    this.#receivedBytes += bytes.length;
    // After the end nothing more is wanted: what still comes only shows that the connection is not to be reused.
    if (this.#state !== "final") this.#buffer.push(bytes);
  }

  /** The next thing that the bytes say. */
  step(): Step {
    for (;;) {
      const step = this.#advance();
      if (step !== undefined) return step;
    }
  }

  /** The stream is over; `clean` is false where the connection broke. What is still due then is `truncated`. */
  finish(clean: boolean): Step {
    if (this.#state === "final") return this.#final;
    if (this.#state === "until-close" && clean) return this.#end([], false);
    return this.#finally({ kind: "truncated", at: this.#cutPoint() });
  }

  #advance(): Step | undefined {
    switch (this.#state) {
      case "status-line":
        return this.#readStatusLine();
      case "field":
      case "trailer":
        return this.#readField();
      case "fixed":
      case "until-close":
        return this.#due === 0 ? this.#end([], this.#keepsAlive) : this.#readData();
      case "chunk-data":
        if (this.#due > 0) return this.#readData();
        this.#state = "chunk-end";
        return undefined;
      case "chunk-size":
        return this.#readChunkSize();
      case "chunk-end":
        return this.#readChunkEnd();
      case "final":
        return this.#final;
      default:
        return this.#state satisfies never;
    }
  }

  #readStatusLine(): Step | undefined {
    // What is no HTTP need not be waited for until its first line ends, which may be never.
    if (!versionStart.startsWith(this.#buffer.peek(versionStart.length))) {
      return this.#malformed("it does not start as HTTP/1.1");
    }
    const line = this.#takeHeadLine();
    if (typeof line !== "string") return line;
    const read = readStatusLine(line);
    if (!read.ok) return this.#malformed(read.message);
    this.#statusLine = read.value;
    this.#state = "field";
    return undefined;
  }

  #readField(): Step | undefined {
    const line = this.#takeHeadLine();
    if (typeof line !== "string") return line;
    if (line === "") return this.#state === "field" ? this.#endHead() : this.#end(this.#fields, this.#keepsAlive);
    if (this.#fields.length === this.#limits.headFields) {
      return this.#malformed(`it has more than ${this.#limits.headFields} header fields`);
    }
    const read = readFieldLine(line);
    if (!read.ok) return this.#malformed(read.message);
    this.#fields.push(read.value);
    return undefined;
  }

  #endHead(): Step | undefined {
    if (this.#statusLine === undefined) return this.#malformed("it has no status line");
    const head: Head = { ...this.#statusLine, fields: this.#fields };
    this.#fields = [];
    if (head.status < 200) {
      if (head.status === 101) return this.#malformed("it switches to a protocol that was not requested");
      if (++this.#informationalCount > this.#limits.informational) {
        return this.#malformed("it sends too many 1xx answers");
      }
      this.#state = "status-line";
      return { kind: "informational", head };
    }
    const framing = framingOf(head, this.#toHead);
    if (framing.kind === "malformed") return this.#malformed(framing.message);
    this.#keepsAlive = framing.kind !== "until-close" && keepsAlive(head);
    this.#headBytesLeft = this.#limits.headBytes;
    this.#expectBody(framing);
    return { kind: "head", head };
  }

  #expectBody(framing: Exclude<Framing, { readonly kind: "malformed" }>): void {
    switch (framing.kind) {
      case "none":
        this.#state = "fixed";
        this.#due = 0;
        return;
      case "fixed":
        this.#state = "fixed";
        this.#due = framing.length;
        return;
      case "until-close":
        this.#state = "until-close";
        this.#due = Number.POSITIVE_INFINITY;
        return;
      case "chunked":
        this.#state = "chunk-size";
        return;
      default:
        framing satisfies never;
    }
  }

  #readData(): Step {
    if (this.#buffer.available === 0) return needMore;
    const bytes = this.#buffer.takeRun(this.#due);
    this.#due -= bytes.length;
    return { kind: "data", bytes };
  }

  #readChunkSize(): Step | undefined {
    const line = this.#buffer.takeLine(this.#limits.chunkLineBytes);
    if (line.kind === "need-more") return needMore;
    const read = line.kind === "line" ? readChunkSize(line.text) : undefined;
    if (read?.ok !== true) return this.#malformed("a chunk has an invalid size");
    this.#due = read.value;
    this.#chunkCount++;
    this.#chunkBytes += read.value;
    const { free, leastMeanBytes } = this.#limits.chunks;
    if (this.#chunkCount > free && this.#chunkBytes < this.#chunkCount * leastMeanBytes) {
      return this.#malformed("it has too many chunks of a few bytes");
    }
    this.#state = read.value === 0 ? "trailer" : "chunk-data";
    return undefined;
  }

  #readChunkEnd(): Step | undefined {
    const line = this.#buffer.takeLine(2);
    if (line.kind === "need-more") return needMore;
    if (line.kind !== "line") return this.#malformed("a chunk is longer than its size");
    this.#state = "chunk-size";
    return undefined;
  }

  #takeHeadLine(): string | Step {
    const line = this.#buffer.takeLine(this.#headBytesLeft);
    if (line.kind === "need-more") return needMore;
    if (line.kind === "too-long") return this.#finally({ kind: "too-large", limitBytes: this.#limits.headBytes });
    if (line.kind === "bare-line-feed") return this.#malformed("a header line does not end in CR LF");
    this.#headBytesLeft -= line.length;
    return line.text;
  }

  #cutPoint(): CutPoint {
    switch (this.#state) {
      case "status-line":
      case "field":
      case "final":
        return "headers";
      case "fixed":
      case "until-close":
        return "body";
      case "chunk-size":
        return this.#buffer.heldLength === 0 ? "before the last chunk" : "chunk";
      case "chunk-data":
      case "chunk-end":
      case "trailer":
        return "chunk";
      default:
        return this.#state satisfies never;
    }
  }

  #end(trailers: readonly Field[], mayBeReused: boolean): Step {
    // What lies behind the end was not asked for: the next answer could not be told from it.
    return this.#finally({ kind: "end", trailers, reusable: mayBeReused && this.#buffer.available === 0 });
  }

  #malformed(message: string): Step {
    return this.#finally({ kind: "malformed", message });
  }

  #finally(step: Step): Step {
    this.#state = "final";
    this.#final = step;
    return step;
  }
}
