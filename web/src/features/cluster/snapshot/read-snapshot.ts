/**
 * A snapshot as it streams in: its pieces go on to a file at once, and its hash is checked at the end. The pieces joined
 * are the database followed by its SHA-256. Source: etcd server, api/v3rpc/maintenance.go, Snapshot.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, encodeHex, equalBytes, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { decodeSnapshotFrame } from "@etcd-explorer/shared/wire/maintenance";

const hashBytes = 32;

export interface SnapshotProgress {
  readonly receivedBytes: number;
  /** As etcd says at each piece. */
  readonly totalBytes: number;
}

export interface SnapshotResult {
  readonly sizeBytes: number;
  /** Of the database, in hex. */
  readonly sha256: string;
}

/**
 * Reads a snapshot to its end. Rejects where it breaks off, and where the database is not the one that its hash is of:
 * what was written then must not be kept.
 */
export async function readSnapshot(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  write: (bytes: Bytes) => Promise<void>,
  onProgress: (progress: SnapshotProgress) => void,
): Promise<SnapshotResult> {
  const hash = sha256.create();
  let tail: Bytes = new Uint8Array();
  let receivedBytes = 0;
  let remaining = Number.POSITIVE_INFINITY;
  for await (const line of linesOf(body)) {
    const { blob, remainingBytes } = decodeSnapshotFrame(JSON.parse(line));
    await write(blob);
    receivedBytes += blob.length;
    remaining = remainingBytes;
    const held = concatBytes([tail, blob]);
    const hashed = Math.max(0, held.length - hashBytes);
    hash.update(held.subarray(0, hashed));
    tail = held.slice(hashed);
    onProgress({ receivedBytes, totalBytes: receivedBytes + remainingBytes });
  }
  // The frames count the database; the hash comes after it, in a piece of its own.
  if (remaining !== 0 || tail.length < hashBytes) {
    throw new FailureError({ kind: "truncated", at: "body", receivedBytes });
  }
  const digest = hash.digest();
  if (!equalBytes(digest, tail)) {
    throw new FailureError({ kind: "malformed", message: "the snapshot does not match its SHA-256" });
  }
  return { sizeBytes: receivedBytes, sha256: encodeHex(digest) };
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pending = "";
  for await (const piece of body) {
    const lines = (pending + decoder.decode(piece, { stream: true })).split("\n");
    pending = lines.pop() ?? "";
    for (const line of lines) if (line !== "") yield line;
  }
  if (pending.trim() !== "") yield pending;
}
