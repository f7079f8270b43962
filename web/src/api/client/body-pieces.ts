/** The body of a streamed answer, piece by piece. */
import { FailureError } from "@etcd-explorer/shared/model/failure";

interface PiecesOptions {
  readonly signal: AbortSignal | undefined;
  /** What is larger fails as `too-large`; left out: any size. */
  readonly maxBytes?: number;
  /** Hears after each piece how much has come. */
  readonly onReceived?: (bytes: number) => void;
}

/** Reads a body to its end. One that breaks off fails as `truncated`; who leaves the loop gives the rest up. */
export async function* bodyPieces(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { signal, maxBytes = Number.POSITIVE_INFINITY, onReceived }: PiecesOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const reader = body.getReader();
  let receivedBytes = 0;
  const next = async () => {
    try {
      return await reader.read();
    } catch (cause) {
      // The browser says of a body that broke off no more than that it did.
      if (signal?.aborted === true) throw cause;
      throw new FailureError({ kind: "truncated", at: "body", receivedBytes }, { cause });
    }
  };
  try {
    for (let piece = await next(); !piece.done; piece = await next()) {
      receivedBytes += piece.value.length;
      onReceived?.(receivedBytes);
      if (receivedBytes > maxBytes) throw new FailureError({ kind: "too-large", what: "body", limitBytes: maxBytes });
      yield piece.value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
