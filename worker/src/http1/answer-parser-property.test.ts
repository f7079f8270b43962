import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { feed, latin1 } from "../../test/feed-parser.ts";
import { fuzz } from "@etcd-explorer/shared/test/fuzz";

const token = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,12}$/);
const fieldText = fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e\t]{0,20}[\x21-\x7e])?$/);
const ownFields = ["content-length", "transfer-encoding", "connection"];
const fields = fc
  .array(fc.record({ name: token, value: fieldText }), { maxLength: 6 })
  .map((all) => all.filter(({ name }) => !ownFields.includes(name.toLowerCase())));
const bytes = fc.uint8Array({ maxLength: 400 });
/** Where to cut: fractions of the length. */
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

const framing = fc.oneof(
  fc.record({ kind: fc.constant("length" as const), body: bytes }),
  fc.record({ kind: fc.constant("close" as const), body: bytes }),
  fc.record({
    kind: fc.constant("chunks" as const),
    chunks: fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { maxLength: 6 }),
    extension: fc.constantFrom("", ";a", ';a="b;c"', " ; x=y"),
    trailers: fields,
  }),
);

const answer = fc
  .record({ status: fc.integer({ min: 200, max: 599 }), fields, framing })
  .filter(({ status }) => status !== 204 && status !== 304);
type Answer = typeof answer extends fc.Arbitrary<infer T> ? T : never;

function encodeFields(list: readonly { name: string; value: string }[]): string {
  return list.map(({ name, value }) => `${name}: ${value}\r\n`).join("");
}

function encode({ status, fields: own, framing: how }: Answer): { bytes: Uint8Array; body: Uint8Array } {
  const start = `HTTP/1.1 ${status} Reason\r\n${encodeFields(own)}`;
  if (how.kind === "length") {
    return {
      bytes: Buffer.concat([latin1(`${start}Content-Length: ${how.body.length}\r\n\r\n`), how.body]),
      body: how.body,
    };
  }
  if (how.kind === "close") return { bytes: Buffer.concat([latin1(`${start}\r\n`), how.body]), body: how.body };
  const chunks = how.chunks.flatMap((chunk) => [
    latin1(`${chunk.length.toString(16)}${how.extension}\r\n`),
    chunk,
    latin1("\r\n"),
  ]);
  const end = latin1(`0\r\n${encodeFields(how.trailers)}\r\n`);
  return {
    bytes: Buffer.concat([latin1(`${start}Transfer-Encoding: chunked\r\n\r\n`), ...chunks, end]),
    body: Buffer.concat(how.chunks),
  };
}

function cutAt(whole: Uint8Array, fractions: readonly number[]): readonly Uint8Array[] {
  const places = [0, ...fractions.map((fraction) => Math.floor(fraction * whole.length)), whole.length];
  const sorted = places.toSorted((a, b) => a - b);
  return sorted.slice(1).map((end, index) => whole.subarray(sorted[index], end));
}

test("what an encoder wrote is read back, in whatever framing and pieces", () => {
  fc.assert(
    fc.property(answer, cuts, (written, places) => {
      const { bytes: whole, body } = encode(written);
      const story = feed(cutAt(whole, places));
      expect(story.final).toBe("end");
      expect(story.head?.status).toBe(written.status);
      expect(story.head?.fields.slice(0, written.fields.length)).toEqual(
        written.fields.map(({ name, value }) => ({ name: name.toLowerCase(), value })),
      );
      expect(Buffer.from(body).equals(story.body)).toBe(true);
      const trailers = written.framing.kind === "chunks" ? written.framing.trailers : [];
      expect(story.trailers).toEqual(trailers.map(({ name, value }) => ({ name: name.toLowerCase(), value })));
      expect(story.reusable).toBe(written.framing.kind !== "close");
    }),
    fuzz(500),
  );
});

test("an answer with a length or chunks that ends anywhere too early is truncated", () => {
  const bounded = answer.filter(({ framing: how }) => how.kind !== "close");
  fc.assert(
    fc.property(bounded, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (written, fraction) => {
      const { bytes: whole } = encode(written);
      expect(feed([whole.subarray(0, Math.floor(fraction * whole.length))]).final).toMatch(/^truncated: /);
    }),
    fuzz(500),
  );
});

test("bytes changed at random end in a known step, the same in whatever pieces", () => {
  const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.integer({ min: 0, max: 255 }) });
  fc.assert(
    fc.property(answer, fc.array(change, { minLength: 1, maxLength: 5 }), cuts, (written, changes, places) => {
      const whole = Uint8Array.from(encode(written).bytes);
      for (const { at, byte } of changes) whole[Math.floor(at * (whole.length - 1))] = byte;
      const story = feed([whole]);
      expect(story.final).toMatch(/^(end$|malformed: |too-large$|truncated: )/);
      // Except what comes behind an end: in the same piece, it is seen in time to keep the connection from reuse.
      expect(isDeepStrictEqual({ ...feed(cutAt(whole, places)), reusable: false }, { ...story, reusable: false })).toBe(
        true,
      );
    }),
    fuzz(1000),
  );
});

test("garbage ends in a known step", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (garbage, asBody) => {
      const start = latin1(asBody ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" : "");
      expect(feed([start, garbage]).final).toMatch(/^(end$|malformed: |too-large$|truncated: )/);
    }),
    fuzz(1000),
  );
});
