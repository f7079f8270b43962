/** A whole answer held in memory: read up to a limit, decoded, and as JSON where it is JSON. */
import { concatBytes } from "@etcd-explorer/shared/bytes";
import { FailureError } from "@etcd-explorer/shared/failure";
import type { GatewayAnswer } from "./answer.ts";
import type { OpenAnswer } from "./open-answer.ts";

/** Reads the rest of the answer, at most `maxBytes` of it; where there is more, the socket is given up. */
export async function collectAnswer(answer: OpenAnswer, maxBytes: number): Promise<GatewayAnswer> {
  const parts: Uint8Array[] = [];
  let left = maxBytes;
  let truncated = false;
  for (let piece = await answer.read(); piece !== undefined; piece = await answer.read()) {
    parts.push(piece.length <= left ? piece : piece.subarray(0, left));
    truncated = piece.length > left;
    if (truncated) {
      answer.abandon();
      break;
    }
    left -= piece.length;
  }
  const text = decodeText(parts, truncated);
  const { status, fields } = answer.head;
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

function decodeText(parts: readonly Uint8Array[], truncated: boolean): string {
  const [first] = parts;
  const bytes = parts.length === 1 && first !== undefined ? first : concatBytes(parts);
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
