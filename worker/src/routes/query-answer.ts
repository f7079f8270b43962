/** What `query` answers with: what etcd said and its readable form, or the JSON as it came where that is wanted once. */
import { encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import type { QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import { rejectionOf, type GatewayAnswer } from "#/etcd/answer.ts";
import { addDecodedFields } from "#/json/decoded-fields.ts";
import { giveBack } from "#/limits/held-body.ts";
import type { BodyPipe } from "#/model/transport.ts";

export interface AnswerOptions {
  readonly latencyMs: number;
  /** What a success says is said once. */
  readonly parsedOnly: boolean;
}

/** The body of our answer: JSON of a {@link QueryResponse}. What is large is poured, and given back on the way. */
export function queryAnswer(
  answer: GatewayAnswer,
  options: AnswerOptions,
  openPipe: () => BodyPipe,
): string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  const { raw, share } = answer;
  if (raw !== undefined)
    return share === undefined ? joinRaw(answer, options) : pour(rawPieces(answer, options), openPipe);
  const text = JSON.stringify(shapeAnswer(answer, options));
  return share === undefined ? text : pour(textPieces(text, share.give), openPipe);
}

function shapeAnswer(answer: GatewayAnswer, { latencyMs, parsedOnly }: AnswerOptions): QueryResponse {
  const failure = rejectionOf(answer);
  const isSaidOnce = parsedOnly && failure === undefined && answer.parsed !== null;
  if (!isSaidOnce) addDecodedFields(answer.parsed);
  return {
    success: answer.status >= 200 && answer.status < 400,
    statusCode: answer.status,
    headers: joinFields(answer),
    body: isSaidOnce ? "" : answer.text,
    parsed: answer.parsed,
    latencyMs,
    ...(answer.truncated && { truncated: true }),
    ...(failure !== undefined && { failure }),
  };
}

/** What stands around the JSON of a raw answer. */
function frame(
  answer: GatewayAnswer,
  options: AnswerOptions,
): { readonly before: Uint8Array; readonly after: Uint8Array } {
  const { parsed: _, ...said } = shapeAnswer(answer, options);
  return { before: encodeUtf8(`${JSON.stringify(said).slice(0, -1)},"parsed":`), after: encodeUtf8("}") };
}

function joinRaw(answer: GatewayAnswer, options: AnswerOptions): Uint8Array<ArrayBuffer> {
  const { before, after } = frame(answer, options);
  const pieces = [before, ...(answer.raw?.blocks() ?? []), after];
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  answer.raw?.drop();
  return joined;
}

function* rawPieces(answer: GatewayAnswer, options: AnswerOptions): Generator<Uint8Array> {
  const { raw, share } = answer;
  try {
    const { before, after } = frame(answer, options);
    yield before;
    for (let block = raw?.take(); block !== undefined; block = raw?.take()) {
      yield block;
      giveBack(block);
      share?.keeps(raw?.length ?? 0);
    }
    yield after;
  } finally {
    raw?.drop();
    share?.give();
  }
}

/** Characters that are written in one go: what is large must neither be held twice nor keep others waiting. */
const sliceLength = 1024 * 1024;

function* textPieces(text: string, done: () => void): Generator<Uint8Array> {
  try {
    for (let at = 0; at < text.length;) {
      const end = at + sliceLength;
      // Half a surrogate pair has no UTF-8.
      const isHalf = /[\ud800-\udbff]/.test(text.charAt(end - 1));
      yield encodeUtf8(text.slice(at, isHalf ? end - 1 : end));
      at = isHalf ? end - 1 : end;
    }
  } finally {
    done();
  }
}

/** The pieces as a body. The next one is taken once the one before has left; where the reader leaves, none is. */
function pour(pieces: Generator<Uint8Array>, openPipe: () => BodyPipe): ReadableStream<Uint8Array> {
  const { readable, writable } = openPipe();
  const writer = writable.getWriter();
  writer.closed.catch(() => undefined);
  const write = async (): Promise<void> => {
    for (const piece of pieces) await writer.write(piece);
    await writer.close();
  };
  // A reader that has left is told nothing.
  write().catch(() => undefined);
  return readable;
}

/** One entry a name, several values joined as one list. */
function joinFields(answer: GatewayAnswer): Record<string, string> {
  const joined = new Map<string, string>();
  for (const { name, value } of answer.fields) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(joined);
}
