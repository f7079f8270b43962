/** A whole answer held in memory: read up to a limit, decoded, and as JSON where it is JSON. */
import { FailureError } from "@etcd-explorer/shared/failure";
import { ByteQueue } from "#/http1/byte-queue.ts";
import type { GatewayAnswer } from "./answer.ts";
import { refuseJson } from "./json-bounds.ts";
import type { OpenAnswer } from "./open-answer.ts";

/** Reads the rest of the answer, at most `maxBytes` of it; where there is more, the socket is given up. */
export async function collectAnswer(answer: OpenAnswer, maxBytes: number): Promise<GatewayAnswer> {
  const body = new ByteQueue();
  let truncated = false;
  await answer.readEach((piece) => {
    const left = maxBytes - body.length;
    truncated = piece.length > left;
    body.push(truncated ? piece.subarray(0, left) : piece);
    return !truncated;
  });
  if (truncated) answer.abandon();
  const text = decodeText(body.bytes, truncated);
  const { status, fields } = answer.head;
  // What Go's server, and so etcd, says in plain text to a client that forgot TLS.
  if (status === 400 && text.startsWith("Client sent an HTTP request to an HTTPS server")) {
    throw new FailureError({
      kind: "tls",
      cause: "tls-required",
      message: "The server speaks TLS here: use https, or turn TLS on",
    });
  }
  return { status, fields, text, parsed: truncated ? null : parseJson(body.bytes, text), truncated };
}

function decodeText(bytes: Uint8Array, truncated: boolean): string {
  // `stream` holds back a character that is not whole; ignoreBOM keeps a leading U+FEFF, since it was sent.
  return new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(bytes, { stream: truncated });
}

function parseJson(bytes: Uint8Array, text: string): unknown {
  const reason = refuseJson(bytes);
  if (reason !== undefined) throw new FailureError({ kind: "malformed", message: reason });
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
