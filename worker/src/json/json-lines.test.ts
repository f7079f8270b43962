import { describe, expect, test } from "vitest";
import { recorded } from "../../test/recorded.ts";
import { JsonLines, type LineStep } from "./json-lines.ts";

const encoder = new TextEncoder();

/** Every answer but `need-more` that the pieces give, each piece overwritten once it was looked at. */
function stepsOf(pieces: readonly Uint8Array[], limitBytes = 1000): readonly LineStep[] {
  const lines = new JsonLines(limitBytes);
  const steps: LineStep[] = [];
  for (const piece of pieces) {
    const bytes = piece.slice();
    lines.push(bytes);
    for (let step = lines.step(); step.kind !== "need-more"; step = lines.step()) {
      steps.push(step);
      if (step.kind === "too-large") return steps;
    }
    bytes.fill(0x20);
  }
  return steps;
}

describe("JSON lines", () => {
  const text = '{"result":{"a":"ü€😀"}}\n\n  \r\n[1,"two\\n"]\n"last"\n';
  const values = [{ result: { a: "ü€😀" } }, [1, "two\n"], "last"].map((value) => ({ kind: "value", value }));

  test("give the same values wherever the bytes are split", () => {
    const bytes = encoder.encode(text);
    for (let at = 0; at <= bytes.length; at++) {
      expect(stepsOf([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(values);
    }
    for (let size = 1; size <= 7; size++) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect(stepsOf(pieces)).toEqual(values);
    }
  });

  test("are what etcd sends", () => {
    const raw = Buffer.from(recorded("3.5.16", "watch put put delete").bytes).toString("utf8");
    // Without the framing: what stands on lines that begin as JSON.
    const body = raw
      .split(/\r?\n/)
      .filter((line) => line.startsWith("{"))
      .join("\n\n");
    const steps = stepsOf([encoder.encode(`${body}\n`)]);
    expect(steps[0]).toMatchObject({ kind: "value", value: { result: { created: true } } });
    expect(steps.length).toBeGreaterThan(2);
  });

  test("tell a value from one that has not ended", () => {
    const lines = new JsonLines(100);
    lines.push(encoder.encode('{"a":1}'));
    expect(lines.step()).toEqual({ kind: "need-more" });
    expect(lines.isWithinLine).toBe(true);
    lines.push(encoder.encode("\n"));
    expect(lines.step()).toEqual({ kind: "value", value: { a: 1 } });
    expect(lines.step()).toEqual({ kind: "need-more" });
    expect(lines.isWithinLine).toBe(false);
  });

  test("that are no JSON are malformed, and those that follow are read", () => {
    expect(stepsOf([encoder.encode('{"a":\n{"b":2}\n')])).toEqual([
      { kind: "malformed" },
      { kind: "value", value: { b: 2 } },
    ]);
  });

  test("may be as long as the limit and not a byte longer, told before the line has ended", () => {
    const exact = encoder.encode(`"${"x".repeat(8)}"\n`);
    expect(stepsOf([exact], 10)).toMatchObject([{ kind: "value" }]);
    for (const pieces of [
      [encoder.encode(`"${"x".repeat(10)}`)],
      '"xxxxxxxxxx'.split("").map((byte) => encoder.encode(byte)),
    ]) {
      expect(stepsOf(pieces, 10)).toEqual([{ kind: "too-large", limitBytes: 10 }]);
    }
  });
});
