import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readSnapshot } from "./read-snapshot.ts";

const database = new Uint8Array(100_000).map((_, at) => (at * 7) % 251);
const digest = createHash("sha256").update(database).digest();

/** etcd's lines: pieces of the database, each with what remains, then the hash. */
function snapshotLines(hash: Uint8Array = digest, pieces = 4): string {
  const size = database.length / pieces;
  const lines = Array.from({ length: pieces }, (_, at) => {
    const remaining = database.length - (at + 1) * size;
    return {
      ...(remaining > 0 && { remaining_bytes: String(remaining) }),
      blob: Buffer.from(database.slice(at * size, (at + 1) * size)).toString("base64"),
    };
  });
  return [...lines, { blob: Buffer.from(hash).toString("base64") }]
    .map((result) => `${JSON.stringify({ result })}\n`)
    .join("");
}

function streamed(text: string, step: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += step) controller.enqueue(bytes.slice(at, at + step));
      controller.close();
    },
  });
}

async function read(text: string, step = 1000) {
  const written: Uint8Array[] = [];
  const progress: number[] = [];
  const write = async (bytes: Uint8Array) => void written.push(bytes);
  const result = await readSnapshot(streamed(text, step), write, ({ receivedBytes }) =>
    progress.push(receivedBytes),
  ).catch((error: unknown) => (error instanceof Error ? error.message : error));
  return { result, progress, bytes: Buffer.concat(written) };
}

describe("a snapshot", () => {
  test.each([1, 17, 1000, 1_000_000])("is written as it comes, and verified, in pieces of %i bytes", async (step) => {
    const { result, bytes, progress } = await read(snapshotLines(), step);
    expect(result).toEqual({ sizeBytes: database.length + 32, sha256: digest.toString("hex") });
    expect(bytes.equals(Buffer.concat([database, digest]))).toBe(true);
    expect(progress).toEqual([25_000, 50_000, 75_000, 100_000, 100_032]);
  });

  test("with another hash is refused", async () => {
    const wrong = Buffer.from(digest);
    wrong[0] = (wrong[0] ?? 0) ^ 1;
    expect((await read(snapshotLines(wrong))).result).toContain("SHA-256");
  });

  test("that ends too early is refused, wherever it ends", async () => {
    const lines = snapshotLines().split("\n");
    for (const kept of [0, 1, 3, 4]) {
      const { result } = await read(
        lines
          .slice(0, kept)
          .map((line) => `${line}\n`)
          .join(""),
      );
      expect(typeof result).toBe("string");
    }
  });

  test("in which etcd reports an error is refused in its words", async () => {
    expect((await read('{"error":{"message":"no disk"}}\n')).result).toContain("no disk");
  });
});
