/** Feeds bytes to the parser in given pieces and tells the whole story in a form that can be compared. */
import type { Field, Head, Step } from "#/http1/answer.ts";
import { AnswerParser, type AnswerLimits } from "#/http1/answer-parser.ts";

export const roomyLimits: AnswerLimits = {
  headBytes: 64 * 1024,
  headFields: 128,
  informational: 1000,
  chunkLineBytes: 1024,
  chunks: { free: 100, leastMeanBytes: 16 },
};

export interface Story {
  readonly informational: readonly number[];
  readonly head: Head | undefined;
  readonly body: Uint8Array;
  readonly trailers: readonly Field[];
  /** The final step, without what stands above. */
  readonly final: string;
  readonly reusable: boolean;
}

export interface FeedOptions {
  readonly limits?: AnswerLimits;
  readonly toHead?: boolean;
  /** How the stream ends after the pieces; left out: cleanly. */
  readonly clean?: boolean;
}

export function feed(pieces: Iterable<Uint8Array>, options: FeedOptions = {}): Story {
  const parser = new AnswerParser(options.limits ?? roomyLimits, options.toHead ?? false);
  const informational: number[] = [];
  const body: Uint8Array[] = [];
  let head: Head | undefined;
  const take = (step: Step): Step => {
    if (step.kind === "informational") informational.push(step.head.status);
    if (step.kind === "head") head = step.head;
    if (step.kind === "data") body.push(step.bytes);
    return step;
  };
  const drain = (): Step => {
    for (;;) {
      const step = take(parser.step());
      if (step.kind !== "informational" && step.kind !== "head" && step.kind !== "data") return step;
    }
  };
  let last: Step = { kind: "need-more" };
  for (const piece of pieces) {
    if (last.kind !== "need-more") break;
    parser.push(piece);
    last = drain();
  }
  if (last.kind === "need-more") last = parser.finish(options.clean ?? true);
  return {
    informational,
    head,
    body: Buffer.concat(body),
    trailers: last.kind === "end" ? last.trailers : [],
    reusable: last.kind === "end" && last.reusable,
    final: describe(last),
  };
}

function describe(step: Step): string {
  if (step.kind === "truncated") return `truncated: ${step.at}`;
  return step.kind === "malformed" ? `malformed: ${step.message}` : step.kind;
}

/** Every way to cut the bytes in two. */
export function* splitsInTwo(bytes: Uint8Array): Generator<readonly Uint8Array[]> {
  for (let at = 1; at < bytes.length; at++) yield [bytes.subarray(0, at), bytes.subarray(at)];
}

export function* inPiecesOf(length: number, bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

export function latin1(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}
