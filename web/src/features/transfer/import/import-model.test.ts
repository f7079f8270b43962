import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { describe, expect, test } from "vitest";
import { applyImportEvent, countWrites, keptRows, noImport, type ImportEvent } from "./import-model.ts";
import type { ImportMessage } from "#/features/transfer/transfer-messages.ts";

const told = (message: ImportMessage): ImportEvent => ({ kind: "told", message });
const fold = (...events: ImportEvent[]) => events.reduce(applyImportEvent, noImport);
const add = (line: number) => ({ kind: "standing", standing: "add", line, key: keyFromText(`/${line}`) }) as const;

const nothing = { writes: [], missed: 0 };

describe("an import", () => {
  test("counts what it is told of, and keeps the first rows of each kind", () => {
    const many = Array.from({ length: keptRows + 5 }, (_, at) => add(at + 1));
    const problem = { kind: "problem", line: 7, problem: "is not JSON" } as const;
    const state = fold(
      { kind: "comparing", sizeBytes: 100 },
      told({ kind: "compared", told: many, readBytes: 50 }),
      told({ kind: "compared", told: [problem], readBytes: 100 }),
      told({ kind: "ready" }),
    );
    expect(state).toMatchObject({ phase: "compared", readBytes: 100, sizeBytes: 100 });
    expect(state.counts).toEqual({ add: keptRows + 5, change: 0, equal: 0, conflict: 0, problem: 1 });
    expect(state.rows.add).toHaveLength(keptRows);
    expect(state.rows.problem).toEqual([{ text: "Line 7 is not JSON", line: 7 }]);
  });

  test("that breaks off while it writes can go on; one that breaks off before cannot", () => {
    const failure = { kind: "offline", message: "away" } as const;
    expect(fold({ kind: "comparing", sizeBytes: 100 }, told({ kind: "failed", failure })).phase).toBe("failed");
    const paused = fold(
      { kind: "writing" },
      told({ kind: "written", written: 3, unwritten: [], done: nothing }),
      told({ kind: "failed", failure }),
    );
    expect(paused).toMatchObject({ phase: "paused", written: 3, failure });
    expect(applyImportEvent(paused, { kind: "writing" })).toMatchObject({
      phase: "writing",
      written: 3,
      failure: undefined,
    });
  });

  test("reports what was not written", () => {
    const unwritten = [{ key: keyFromText("/a"), reason: "changed by another client" }];
    expect(fold({ kind: "writing" }, told({ kind: "written", written: 1, unwritten, done: nothing }))).toMatchObject({
      written: 1,
      unwrittenCount: 1,
      unwritten: [{ text: "/a", reason: "changed by another client" }],
    });
  });

  test("writes conflicts only where that is wanted", () => {
    const state = { ...noImport, counts: { add: 1, change: 2, equal: 4, conflict: 8, problem: 16 } };
    expect([countWrites(state, false), countWrites(state, true)]).toEqual([3, 11]);
  });
});
