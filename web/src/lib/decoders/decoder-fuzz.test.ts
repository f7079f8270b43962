import { gzipSync, deflateSync } from "node:zlib";
import { equalBytes, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { fuzz } from "@etcd-explorer/shared/test/fuzz";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openChain, suggestChain, writeChain, type Chain } from "./chain.ts";
import { decoderNames } from "./decoder.ts";

/** What no value may take longer to be opened and written. */
const longestMs = 200;
/** What the page opens at once. */
const limitBytes = 256 * 1024;

/** Opens and writes unchanged: what comes back is the same, or it is said why nothing can be written. */
function isKept(value: Bytes, chain: Chain): boolean {
  const result = openChain(value, chain, limitBytes);
  if (result.kind === "closed") return result.reason !== "" && !result.reason.endsWith(".");
  const written = writeChain(result.bytes, result, chain);
  if ("failed" in written) return written.failed === result.lock;
  return equalBytes(written, value);
}

function timeOf(run: () => void): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

/** It neither throws, nor hangs, nor changes a byte: by each decoder alone, and by the chain that fits. */
function expectKept(value: Bytes): void {
  let isEachKept = false;
  const check = () => {
    const chains = [...decoderNames.map((name) => [name] as const), suggestChain(value, limitBytes)];
    isEachKept = chains.every((chain) => isKept(value, chain));
  };
  const spent = timeOf(check);
  expect(isEachKept).toBe(true);
  // A busy machine pauses a test now and then: what hangs does so each time.
  expect(spent > longestMs ? Math.min(timeOf(check), timeOf(check)) : spent).toBeLessThan(longestMs);
}

const seeds: readonly Uint8Array[] = [
  gzipSync('{"a":1}'),
  deflateSync("hello world"),
  gzipSync(Buffer.alloc(4_000_000)),
  Buffer.from(gzipSync("hello").toString("base64")),
  Buffer.from(Buffer.from("hello world").toString("base64url")),
  Buffer.from("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODB9.dBjftJeZ4CVP"),
];

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.integer({ min: 0, max: 4 }),
  insert: fc.uint8Array({ maxLength: 4 }),
});

describe("every decoder, and every chain that is suggested,", () => {
  test("keeps random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (value) => expectKept(Uint8Array.from(value))),
      fuzz(200),
    );
  });

  test("keeps random texts", () => {
    fc.assert(
      fc.property(fc.oneof(fc.base64String({ maxLength: 80 }), fc.json(), fc.string({ unit: "binary" })), (text) =>
        expectKept(Uint8Array.from(Buffer.from(text))),
      ),
      fuzz(200),
    );
  });

  test("keeps real values with bytes changed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 4 }), (seed, changes) => {
        const bytes = [...seed];
        for (const { at, drop, insert } of changes) bytes.splice(Math.floor(at * bytes.length), drop, ...insert);
        expectKept(Uint8Array.from(bytes));
      }),
      fuzz(300),
    );
  });
});
