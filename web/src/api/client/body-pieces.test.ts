import { encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { expect, test } from "vitest";
import { bodyPieces } from "./body-pieces.ts";

/** A body of these pieces, which then goes on for ever or breaks; and whether it was given up. */
function aBody(pieces: readonly string[], then: "ends" | "breaks") {
  const left = [...pieces];
  const given = { up: false };
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const piece = left.shift();
      if (piece !== undefined) controller.enqueue(encodeUtf8(piece));
      else if (then === "ends") controller.close();
      else controller.error(new TypeError("network error"));
    },
    cancel() {
      given.up = true;
    },
  });
  return { body, given };
}
const signal = undefined;

async function sizes(pieces: AsyncIterable<Uint8Array>, atMost = Number.POSITIVE_INFINITY): Promise<number[]> {
  const found: number[] = [];
  for await (const piece of pieces) if (found.push(piece.length) >= atMost) break;
  return found;
}

test("a body is read to its end, and told of as it comes", async () => {
  const told: number[] = [];
  const pieces = bodyPieces(aBody(["ab", "c"], "ends").body, { signal, onReceived: (bytes) => told.push(bytes) });
  expect(await sizes(pieces)).toEqual([2, 1]);
  expect(told).toEqual([2, 3]);
});

test("a body that breaks off is truncated where it did, and one that was given up is not", async () => {
  const broken = sizes(bodyPieces(aBody(["ab"], "breaks").body, { signal }));
  const failure = failureOf(await broken.catch((error: unknown) => error));
  expect(failure).toEqual({ kind: "truncated", at: "body", receivedBytes: 2 });
  const given = sizes(bodyPieces(aBody([], "breaks").body, { signal: AbortSignal.abort() }));
  await expect(given).rejects.toBeInstanceOf(TypeError);
});

test("what is too large, or wanted no more, is given up", async () => {
  const large = aBody(["abc", "d"], "ends");
  const failure = failureOf(
    await sizes(bodyPieces(large.body, { signal, maxBytes: 2 })).catch((error: unknown) => error),
  );
  expect(failure).toEqual({ kind: "too-large", what: "body", limitBytes: 2 });
  expect(large.given.up).toBe(true);
  const left = aBody(["a", "b", "c", "d"], "ends");
  expect(await sizes(bodyPieces(left.body, { signal }), 1)).toEqual([1]);
  expect(left.given.up).toBe(true);
});
