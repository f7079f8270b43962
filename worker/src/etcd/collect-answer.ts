/** A whole answer held in memory: read up to a limit, decoded, and as JSON where it is JSON. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { workerLimits } from "#/limits/worker-limits.ts";
import type { Head } from "#/http1/answer.ts";
import { ByteQueue } from "#/http1/byte-queue.ts";
import type { GatewayAnswer } from "./answer.ts";
import type { HeldBytes, Share } from "#/limits/held-bytes.ts";
import { refuseJson } from "#/json/json-bounds.ts";
import type { OpenAnswer } from "./open-answer.ts";

/**
 * Reads the rest of the answer, at most `maxBytes` of it; where there is more, the socket is given up. A large one waits
 * until there is room for it in `held`, and is to be given back by `done`; where others wait for that room and it hardly
 * comes, it fails with a `timeout`.
 */
export async function collectAnswer(answer: OpenAnswer, maxBytes: number, held?: HeldBytes): Promise<GatewayAnswer> {
  const body = new ByteQueue();
  let share: Share | undefined;
  try {
    const { freeBytes, pollMs } = workerLimits.held;
    let isTruncated = false;
    const take = (piece: Uint8Array): boolean => {
      const left = maxBytes - body.length;
      isTruncated = piece.length > left;
      body.push(isTruncated ? piece.subarray(0, left) : piece);
      share?.came(body.length);
      return !isTruncated && (share !== undefined || body.length <= freeBytes);
    };
    await answer.readEach(take);
    if (held !== undefined && body.length > freeBytes) {
      // What is no answer of etcd's need not be read to its end.
      refuse(body.bytes);
      const bytes = Math.min(maxBytes, answer.lengthBytes ?? maxBytes);
      for (share = held.take(bytes); share === undefined; share = held.take(bytes)) await answer.pause(pollMs);
      body.expect(bytes - body.length);
      if (!isTruncated) await readHeld(answer, take, share);
      share.whole();
    }
    if (isTruncated) answer.abandon();
    if (!isTruncated) refuse(body.bytes);
    const text = decodeText(body.bytes, isTruncated);
    body.drop(body.length);
    // Between two long steps others have their turn.
    if (share !== undefined) await answer.pause(pollMs);
    return { ...shape(answer.head, text, isTruncated), ...(share !== undefined && { done: share.give }) };
  } catch (error) {
    share?.give();
    throw error;
  } finally {
    body.drop(body.length);
  }
}

/** Reads on while the share is held. Another request cannot wake this one (workerd): so it looks. */
async function readHeld(answer: OpenAnswer, take: (piece: Uint8Array) => boolean, share: Share): Promise<void> {
  const { lookMs, slow } = workerLimits.held;
  const lost = Promise.withResolvers<never>();
  const look = (): void => {
    if (!share.isLost) return;
    answer.abandon();
    lost.reject(new FailureError({ kind: "timeout", phase: "body", timeoutMs: slow.ms }));
  };
  const timer = setInterval(look, lookMs);
  const read = answer.readEach((piece) => !share.isLost && take(piece));
  // Once the share is lost, nobody waits for it.
  read.catch(() => undefined);
  try {
    await Promise.race([read, lost.promise]);
    look();
  } finally {
    clearInterval(timer);
  }
}

function refuse(bytes: Uint8Array): void {
  const message = refuseJson(bytes);
  if (message !== undefined) throw new FailureError({ kind: "malformed", message });
}

function shape({ status, fields }: Head, text: string, truncated: boolean): GatewayAnswer {
  // What Go's server, and so etcd, says in plain text to a client that forgot TLS.
  if (status === 400 && text.startsWith("Client sent an HTTP request to an HTTPS server")) {
    throw new FailureError({
      kind: "tls",
      cause: "tls-required",
      message: "The server speaks TLS here: use https, or turn TLS on",
    });
  }
  return { status, fields, text, parsed: truncated ? null : parseJson(text), truncated };
}

function decodeText(bytes: Uint8Array, truncated: boolean): string {
  // `stream` holds back a character that is not whole; ignoreBOM keeps a leading U+FEFF, since it was sent.
  return new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(bytes, { stream: truncated });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
