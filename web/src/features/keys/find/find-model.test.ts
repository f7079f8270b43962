import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { describe, expect, test } from "vitest";
import {
  adviseNothing,
  applyFindEvent,
  formatCost,
  formatFound,
  formatRate,
  type FindEvent,
  type FindState,
} from "./find-model.ts";
import type { FindScope } from "./find-search.ts";
import type { Found } from "@etcd-explorer/shared/read/find/run-find";

const revision = asRevision(int64(9));
const found: Found = {
  key: keyFromText("/a"),
  createRevision: revision,
  modRevision: revision,
  version: int64(1),
  lease: noLease,
  place: "keys",
  excerpt: { before: "/", match: "a", after: "" },
};
const progress = { done: 5, total: 10, matched: 1, revision };
const fold = (...events: FindEvent[]) => events.reduce<FindState>(applyFindEvent, { phase: "idle" });

describe("a find", () => {
  test("counts, asks, runs, gathers and ends", () => {
    const cost = { keys: 100_000, sizeBytes: 1, durationMs: 1 };
    expect(fold({ kind: "counting" }, { kind: "costly", cost })).toEqual({ phase: "confirming", cost });
    const ended = fold(
      { kind: "started", where: "keys", nowMs: 100 },
      { kind: "told", message: { kind: "found", found: [found] }, nowMs: 150 },
      { kind: "told", message: { kind: "found", found: [found] }, nowMs: 150 },
      { kind: "told", message: { kind: "progress", progress }, nowMs: 150 },
      { kind: "told", message: { kind: "done" }, nowMs: 200 },
    );
    expect(ended).toEqual({
      phase: "ended",
      ending: "done",
      found: [found, found],
      place: "keys",
      progress,
      startedMs: 100,
      tookMs: 100,
    });
  });

  test("that is stopped keeps what it found, and hears no more", () => {
    const stopped = fold(
      { kind: "started", where: "values", nowMs: 0 },
      { kind: "told", message: { kind: "found", found: [found] }, nowMs: 1 },
      { kind: "stopped", nowMs: 2 },
      { kind: "told", message: { kind: "found", found: [found] }, nowMs: 3 },
    );
    expect(stopped).toMatchObject({ phase: "ended", ending: "stopped", found: [found] });
  });

  test("that is stopped before it runs is not there", () => {
    expect(fold({ kind: "counting" }, { kind: "stopped", nowMs: 1 })).toEqual({ phase: "idle" });
  });

  test("that cannot even count has failed", () => {
    const failure = { kind: "offline", message: "away" } as const;
    expect(fold({ kind: "counting" }, { kind: "failed", failure, nowMs: 1 })).toMatchObject({ ending: failure });
  });
});

test("costs, rates and results are said in words", () => {
  const cost = { keys: 1_204_331, sizeBytes: 64_000_000, durationMs: 8100 };
  expect(formatCost(cost, "keys")).toBe("Reads 1,204,331 keys, about 64 MB, about 8 s.");
  expect(formatCost({ ...cost, keys: 1 }, "values")).toBe("Reads 1 key with its value, about 64 MB, about 8 s.");
  expect(formatCost({ ...cost, objects: 90_000 }, "values")).toBe(
    "Reads 1,204,331 keys with their values, about 64 MB, about 8 s. Decodes about 90,000 Kubernetes objects.",
  );
  expect(formatCost({ ...cost, objects: 90_000 }, "keys")).not.toContain("Decodes");
  expect(formatRate(500_000, 2000)).toBe("250,000 keys/s");
  expect(formatRate(3, 1000)).toBe("3 keys/s");
  const ended = { found: [found], place: "keys", progress: { ...progress, done: 10 }, startedMs: 0 } as const;
  expect(formatFound(ended)).toBe("1 of 10 keys matches.");
  expect(formatFound({ ...ended, progress: { ...progress, matched: 2_000 } })).toBe(
    "2,000 of 5 searched keys match. Showing the first 1.",
  );
  expect(formatFound({ ...ended, valuesCost: cost })).toBe("1 of 10 names matches.");
  const names = { ...progress, done: 10 };
  expect(formatFound({ ...ended, place: "values", names, progress: undefined })).toBe(
    "1 of 10 keys matches: 1 by name, 0 by value.",
  );
  expect(formatFound({ ...ended, place: "values", names, progress: { ...progress, matched: 3 } })).toBe(
    "4 of 5 searched keys match: 1 by name, 3 by value. Showing the first 1.",
  );
  expect(formatFound({ ...ended, progress: undefined })).toBe("");
});

const advise = (text: string, ignoreCase: boolean, below: string, where: FindScope = "keys") =>
  adviseNothing({ where, below, pattern: { kind: "text", text, ignoreCase } });

test("where nothing was found, only what was not done is advised", () => {
  expect(advise("Db", false, "/a/")).toBe("Try another prefix, turning off case matching, or searching values.");
  expect(advise("Db", true, "/a/")).toBe("Try another prefix or searching values.");
  expect(advise("Db", false, "", "values")).toBe("Try turning off case matching or searching names.");
  // Digits have no case.
  expect(advise("54-32", false, "")).toBe("Try searching values.");
  expect(advise("54-32", false, "", "both")).toBe("Try a shorter search term.");
});
