import { asValue, equalBytes, type Value } from "@etcd-explorer/shared/model/bytes";
import { fuzz } from "@etcd-explorer/shared/test/fuzz";
import { recordedObjects } from "@etcd-explorer/shared/test/kubernetes-recorded";
import fc from "fast-check";
import { expect, test } from "vitest";
import { objectCodec } from "./object-codec.ts";

/** What no text may take longer to be checked and written. */
const longestMs = 200;

const scraps = fc.constantFrom(
  ..."- |: |: |\n|  |\n\n|{|}|[|]|\"|'|,|null|~|0|-1|1e9|0x1f|true|no|2026-11-20T08:14:09Z|500m|é|#x|&a|*a|!!str|<<|---|\t".split(
    "|",
  ),
);
const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat({ max: 6 }), insert: scraps });

function mutate(text: string, changes: readonly { at: number; drop: number; insert: string }[]): string {
  return changes.reduce((before, { at, drop, insert }) => {
    const start = Math.floor(at * before.length);
    return before.slice(0, start) + insert + before.slice(start + drop);
  }, text);
}

function timeOf(text: string, stored: Value): number {
  // The last text is kept: another one makes it forget this one.
  objectCodec.write("", stored);
  const began = performance.now();
  objectCodec.write(text, stored);
  return performance.now() - began;
}

/** A busy machine pauses now and then: what hangs does so each time. */
function fastest(times: number, run: () => number): number {
  const took = run();
  return took < longestMs || times === 1 ? took : fastest(times - 1, run);
}

test("a text that was edited anyhow is refused at a place in it, or written as what reads the same", () => {
  const object = fc.constantFrom(...recordedObjects.map(({ stored }) => stored));
  const style = fc.constantFrom("yaml" as const, "json" as const);
  fc.assert(
    fc.property(object, style, fc.array(change, { minLength: 1, maxLength: 3 }), (stored, asStyle, changes) => {
      const text = mutate(objectCodec.text(stored, asStyle) ?? "", changes);
      const written = objectCodec.write(text, stored, asStyle);
      expect(fastest(3, () => timeOf(text, stored))).toBeLessThan(longestMs);
      if ("problem" in written) {
        expect(written.problem.message).not.toBe("");
        expect(written.problem.at).toBeGreaterThanOrEqual(0);
        expect(written.problem.at).toBeLessThanOrEqual(text.length);
        return;
      }
      // Read again it is an object, whose text gives the same bytes; so does what was typed.
      const saved = asValue(written.bytes);
      expect(objectCodec.read(saved).kind).toBe("object");
      for (const [again, style] of [
        [objectCodec.text(saved, asStyle) ?? "", asStyle],
        [text, asStyle],
      ] as const) {
        const rewritten = objectCodec.write(again, saved, style);
        expect("bytes" in rewritten && equalBytes(rewritten.bytes, written.bytes)).toBe(true);
      }
    }),
    fuzz(150),
  );
});
