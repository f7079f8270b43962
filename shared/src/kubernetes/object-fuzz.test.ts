import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fuzz } from "../../test/fuzz.ts";
import { saveUnchanged, type Fate } from "../../test/kubernetes-kept.ts";
import { recordedObjects } from "../../test/kubernetes-recorded.ts";
import { formatJson, parseJson } from "./json-text.ts";
import { fieldBytes, readChunks } from "./wire.ts";

/** What no value may take longer to be read and written. */
const longestMs = 200;

function timeOf(run: () => void): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

/** It neither throws, nor hangs, nor changes a byte. */
function expectKept(value: Uint8Array): void {
  let fate: Fate = "broken";
  const check = () => {
    fate = saveUnchanged(value);
  };
  const spent = timeOf(check);
  expect(fate).not.toBe("broken");
  // A busy machine pauses a test now and then: what hangs does so each time.
  expect(spent > longestMs ? Math.min(timeOf(check), timeOf(check)) : spent).toBeLessThan(longestMs);
}

const recorded = fc.constantFrom(...recordedObjects.map(({ stored }) => stored));
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.integer({ min: 0, max: 4 }),
  insert: fc.uint8Array({ maxLength: 4 }),
});

describe("whatever stands behind the magic", () => {
  test("random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), recorded, (bytes, { buffer }) => {
        // With the envelope of a real object, so that its message is read.
        const start = new Uint8Array(buffer).subarray(0, 4);
        expectKept(Uint8Array.from([...start, ...bytes]));
      }),
      fuzz(300),
    );
  });

  test("real objects with bytes changed", () => {
    fc.assert(
      fc.property(recorded, fc.array(change, { minLength: 1, maxLength: 4 }), (stored, changes) => {
        const bytes = [...stored];
        for (const { at, drop, insert } of changes) bytes.splice(Math.floor(at * bytes.length), drop, ...insert);
        expectKept(Uint8Array.from(bytes));
      }),
      fuzz(600),
    );
  });

  test("real objects whose message has other fields", () => {
    const field = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 2), fc.uint8Array({ maxLength: 30 }));
    fc.assert(
      fc.property(recorded, fc.array(field, { maxLength: 6 }), (stored, fields) => {
        const envelope = readChunks(stored.subarray(4)) ?? [];
        const more = fields.flatMap(([number, wireType, value]) =>
          wireType === 0 ? fieldBytes(number, 0, Uint8Array.of((value[0] ?? 0) & 127)) : fieldBytes(number, 2, value),
        );
        const parts = envelope.flatMap(({ number, start, valueStart, end }) => {
          const bytes = stored.subarray(4);
          if (number !== 2) return [bytes.subarray(start, end)];
          const message = [bytes.subarray(valueStart, end), ...more].flatMap((part) => [...part]);
          return [...fieldBytes(2, 2, Uint8Array.from(message))];
        });
        expectKept(Uint8Array.from([stored.subarray(0, 4), ...parts].flatMap((part) => [...part])));
      }),
      fuzz(600),
    );
  });
});

test("any JSON text is read and written back as the same, with its numbers as they are", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 2, 4), (text, indent) => {
      const value = parseJson(text);
      expect(value).toBeDefined();
      expect(JSON.parse(formatJson(value ?? null, indent))).toEqual(JSON.parse(text));
    }),
    fuzz(300),
  );
  expect(formatJson(parseJson('[9007199254740993, 1.50, -0, 1E9, {"__proto__": 1}]') ?? null)).toBe(
    '[9007199254740993,1.50,-0,1E9,{"__proto__":1}]',
  );
  expect(parseJson("[".repeat(2000) + "]".repeat(2000))).toBeUndefined();
});
