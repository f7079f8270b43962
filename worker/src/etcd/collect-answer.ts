/** A whole answer held in memory: read up to a limit, and decoded, or kept as it came where that is JSON. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { workerLimits } from "#/limits/worker-limits.ts";
import type { Head } from "#/http1/answer.ts";
import { isRefusal, type GatewayAnswer } from "./answer.ts";
import { giveBack, HeldBody } from "#/limits/held-body.ts";
import type { HeldBytes, Share } from "#/limits/held-bytes.ts";
import { JsonCheck } from "#/json/json-check.ts";
import type { OpenAnswer } from "./open-answer.ts";

export interface Collecting {
  /** So much is read; where there is more, the socket is given up. */
  readonly maxBytes: number;
  /** Whether a success that is JSON is wanted as it came. */
  readonly raw?: boolean | undefined;
  /** What a large answer needs room in; without it, none is waited for. */
  readonly held?: HeldBytes;
}

/** What a body costs that is made into text, into objects and into text again. */
const timesAsText = 4;

/**
 * Reads the rest of the answer. A large one waits for room, and its share of it is to be given back; where others need
 * that and it hardly comes, it fails with a `timeout`.
 */
export async function collectAnswer(answer: OpenAnswer, { maxBytes, raw, held }: Collecting): Promise<GatewayAnswer> {
  const { freeBytes, pollMs } = workerLimits.held;
  const { head } = answer;
  const received = new Received(answer, maxBytes);
  let share: Share | undefined;
  try {
    const isAll = await answer.readEach((piece) => received.take(piece) && (!held || received.length <= freeBytes));
    if (!isAll && !received.isEnough && held !== undefined) {
      share = held.open();
      await readHeld(answer, received, share);
    }
    if (received.isTruncated) answer.abandon();
    else if (received.refusal !== undefined) throw new FailureError({ kind: "malformed", message: received.refusal });
    if (raw === true && !isRefusal(head) && received.isSaying) {
      share?.keeps(received.length);
      return { ...bare(head), raw: received.body, ...(share !== undefined && { share }) };
    }
    if (share !== undefined) {
      const costs = received.length * timesAsText;
      await waitForRoom(answer, share, costs);
      share.keeps(costs);
    }
    const text = decodeText(received.body, received.isTruncated);
    // Between two long steps others have their turn.
    if (share !== undefined) await answer.pause(pollMs);
    requireNoTls(head, text);
    const parsed: unknown = received.isJson ? JSON.parse(text) : null;
    if (isRefusal(head)) share?.give();
    return { ...bare(head), text, parsed, truncated: received.isTruncated, ...(share !== undefined && { share }) };
  } catch (error) {
    share?.give();
    received.body.drop();
    throw error;
  }
}

/** What has come of a body. */
class Received {
  readonly body: HeldBody;
  readonly #maxBytes: number;
  readonly #json = new JsonCheck();
  #isTruncated = false;

  constructor({ lengthBytes = 0 }: OpenAnswer, maxBytes: number) {
    this.body = new HeldBody(Math.min(lengthBytes, maxBytes));
    this.#maxBytes = maxBytes;
  }

  get length(): number {
    return this.body.length;
  }

  /** Whether there was more than is held. */
  get isTruncated(): boolean {
    return this.#isTruncated;
  }

  /** Why it is to be held no longer: what is no answer of etcd's need not be read to its end. */
  get refusal(): string | undefined {
    return this.#json.refusal;
  }

  /** Whether no more is wanted. */
  get isEnough(): boolean {
    return this.#isTruncated || this.refusal !== undefined;
  }

  get isJson(): boolean {
    return !this.#isTruncated && this.#json.isWhole;
  }

  /** Whether it is JSON that says something, in UTF-8. */
  get isSaying(): boolean {
    return this.isJson && !this.#json.isNull && (this.#json.isAscii || isUtf8(this.body));
  }

  /** Takes a piece; false where no more is wanted. */
  take(piece: Uint8Array): boolean {
    const taken = piece.subarray(0, this.#maxBytes - this.length);
    this.#isTruncated = taken.length < piece.length;
    this.body.push(taken);
    this.#json.push(taken);
    return !this.isEnough;
  }
}

/** Reads on as there is room, until the share is lost. Another request cannot wake this one (workerd): so it looks. */
async function readHeld(answer: OpenAnswer, received: Received, share: Share): Promise<void> {
  const { lookMs, slowMs } = workerLimits.held;
  const lost = Promise.withResolvers<never>();
  const look = (): void => {
    if (!share.isLost) return;
    answer.abandon();
    lost.reject(new FailureError({ kind: "timeout", phase: "body", timeoutMs: slowMs }));
  };
  const take = (piece: Uint8Array): boolean => received.take(piece) && share.mayHold(received.length);
  const read = async (): Promise<void> => {
    do await waitForRoom(answer, share, received.length);
    while (!(await answer.readEach(take)) && !received.isEnough);
  };
  const timer = setInterval(look, lookMs);
  const reading = read();
  // Once the share is lost, nobody waits for it.
  reading.catch(() => undefined);
  try {
    await Promise.race([reading, lost.promise]);
  } finally {
    clearInterval(timer);
  }
}

/** Who is further behind asks less often: many that wait must not keep the one that grows from growing. */
async function waitForRoom(answer: OpenAnswer, share: Share, bytes: number): Promise<void> {
  const { pollMs } = workerLimits.held;
  while (!share.mayHold(bytes)) await answer.pause(pollMs * (share.place + 1));
}

function bare({ status, fields }: Head): GatewayAnswer {
  return { status, fields, text: "", parsed: null, truncated: false };
}

/** What Go's server, and so etcd, says in plain text to a client that forgot TLS. */
function requireNoTls({ status }: Head, text: string): void {
  if (status !== 400 || !text.startsWith("Client sent an HTTP request to an HTTPS server")) return;
  throw new FailureError({
    kind: "tls",
    cause: "tls-required",
    message: "The server uses TLS on this port: use https, or turn on TLS",
  });
}

function isUtf8(body: HeldBody): boolean {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    for (const block of body.blocks()) decoder.decode(block, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** Decodes the body, and gives its memory back on the way. */
function decodeText(body: HeldBody, truncated: boolean): string {
  // ignoreBOM keeps a leading U+FEFF, since it was sent.
  const decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });
  let text = "";
  for (let block = body.take(); block !== undefined; block = body.take()) {
    text += decoder.decode(block, { stream: true });
    giveBack(block);
  }
  // What was cut ends with a whole character.
  return truncated ? text : text + decoder.decode();
}
