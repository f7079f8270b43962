import { asValue, equalBytes, type Value } from "@etcd-explorer/shared/model/bytes";
import { fuzz } from "@etcd-explorer/shared/test/fuzz";
import { recordedObjects } from "@etcd-explorer/shared/test/kubernetes-recorded";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ObjectStyle } from "#/lib/formats/object-codec.ts";
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
  // In processor time: a busy machine pauses a test now and then.
  const began = process.cpuUsage();
  objectCodec.write(text, stored);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** The first runs compile, and memory is tidied up now and then: what hangs does so each time. */
function fastest(times: number, run: () => number): number {
  const took = run();
  return took < longestMs || times === 1 ? took : fastest(times - 1, run);
}

/** Refused at a place in the text, or written as an object whose text, and the one that was typed, give the same bytes. */
function isSound(text: string, stored: Value, style: ObjectStyle): boolean {
  const written = objectCodec.write(text, stored, style);
  if ("problem" in written) {
    const { message, at } = written.problem;
    return message !== "" && at >= 0 && at <= text.length;
  }
  const saved = asValue(written.bytes);
  return [objectCodec.text(saved, style), text].every((typed) => {
    const again = objectCodec.write(typed ?? "", saved, style);
    return "bytes" in again && equalBytes(again.bytes, saved);
  });
}

test("a text that was edited anyhow is refused at a place in it, or written as what reads the same", () => {
  const object = fc.constantFrom(...recordedObjects.map(({ stored }) => stored));
  const style = fc.constantFrom("yaml" as const, "json" as const);
  fc.assert(
    fc.property(object, style, fc.array(change, { minLength: 1, maxLength: 3 }), (stored, asStyle, changes) => {
      const text = mutate(objectCodec.text(stored, asStyle) ?? "", changes);
      expect(isSound(text, stored, asStyle)).toBe(true);
      expect(fastest(3, () => timeOf(text, stored))).toBeLessThan(longestMs);
    }),
    fuzz(150),
  );
});
