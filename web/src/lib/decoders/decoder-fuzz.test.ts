import { deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { equalBytes, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { fuzz } from "@etcd-explorer/shared/test/fuzz";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as samples from "./test/samples.ts";
import { openChain, suggestChain, writeChain, type Chain } from "./chain.ts";
import { decoderNames, type DecoderName } from "./decoder.ts";

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

/** It neither throws, nor hangs, nor changes a byte: by one of the decoders, and by the chain that fits. */
function expectKept(value: Bytes, name: DecoderName): void {
  let isEachKept = false;
  const check = () => {
    isEachKept = isKept(value, [name]) && isKept(value, suggestChain(value, limitBytes));
  };
  const spent = timeOf(check);
  expect(isEachKept).toBe(true);
  // A busy machine pauses a test now and then: what hangs does so each time.
  expect(spent > longestMs ? Math.min(timeOf(check), timeOf(check)) : spent).toBeLessThan(longestMs);
}

const decoder = fc.constantFrom(...decoderNames);

const seeds: readonly (readonly [DecoderName, Uint8Array])[] = [
  ["gzip", gzipSync('{"a":1}')],
  ["zlib", deflateSync("hello world")],
  ["gzip", gzipSync(Buffer.alloc(1_000_000))],
  ["base64", Buffer.from(gzipSync("hello").toString("base64"))],
  ["base64", Buffer.from(Buffer.from("hello world").toString("base64url"))],
  ["jwt", Buffer.from(samples.jwt)],
  ["zstd", zstdCompressSync('{"max":24,"list":[1,2,3,4,5,6,7,8,9]}')],
  ["zstd", zstdCompressSync(Buffer.alloc(1_000_000))],
  ["msgpack", samples.msgpack],
  ["msgpack", samples.msgpackSpecial],
  ["cbor", samples.cbor],
  ["cbor", samples.cborTagged],
  ["pem", samples.pem],
  ["x509", samples.der],
  ["helm", samples.helm()],
  ["protobuf", samples.helm().slice(4)],
  ["uint-be", Uint8Array.of(0, 0, 1, 0x8b, 0xcf, 0xe5, 0x68, 0)],
];

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.integer({ min: 0, max: 4 }),
  insert: fc.uint8Array({ maxLength: 4 }),
});

describe("every decoder, and every chain that is suggested,", () => {
  test("keeps random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), decoder, (value, name) =>
        expectKept(Uint8Array.from(value), name),
      ),
      fuzz(200),
    );
  });

  test("keeps random texts", () => {
    const text = fc.oneof(fc.base64String({ maxLength: 80 }), fc.json(), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(text, decoder, (value, name) => expectKept(Uint8Array.from(Buffer.from(value)), name)),
      fuzz(200),
    );
  });

  test("keeps real values with bytes changed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(change, { maxLength: 4 }), ([name, seed], changes) => {
        const bytes = [...seed];
        for (const { at, drop, insert } of changes) bytes.splice(Math.floor(at * bytes.length), drop, ...insert);
        expectKept(Uint8Array.from(bytes), name);
      }),
      fuzz(400),
    );
  });
});
