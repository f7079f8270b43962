import { asRevision, int64, type Revision } from "@etcd-explorer/shared/model/int64";
import { describe, expect, test } from "vitest";
import { revisionTarget, withNewest, type KnownPast } from "./revision-target.ts";

const rev = (value: number): Revision => asRevision(int64(value));
const moment = (text: string) => new Date(text).getTime();
const known: KnownPast = {
  ends: { floor: rev(1_190_000), newest: rev(1_204_331) },
  pairs: [
    { revision: rev(1_203_900), byMs: moment("2026-11-30T14:02:10"), newestAtMs: moment("2026-11-30T14:02:20") },
    { revision: rev(1_204_000), byMs: moment("2026-11-30T14:05:00"), newestAtMs: moment("2026-11-30T14:05:00") },
  ],
  nowMs: moment("2026-11-30T14:14:00"),
};
const ready = (revision: number, more: object = {}) => ({ kind: "ready", revision: String(revision), ...more });
const problem = (text: string) => ({ kind: "problem", text });

describe("the revision that is meant", () => {
  test.each([
    ["revision", "1203900", ready(1_203_900)],
    ["revision", " 1,203,900 ", ready(1_203_900)],
    ["revision", "", { kind: "empty" }],
    ["revision", "yesterday", problem("Enter a whole number of at least 1.")],
    ["revision", "0", problem("Enter a whole number of at least 1.")],
    ["revision", "1204332", problem("Revision 1,204,332 does not exist yet. Enter at most 1,204,331.")],
    ["revision", "1189999", problem("Revision 1,189,999 has been compacted. Enter at least 1,190,000.")],
    ["revision", "1190000", ready(1_190_000)],
    ["ago", "1", ready(1_204_330)],
    ["ago", "14,331", ready(1_190_000)],
    ["ago", "14332", problem("Only 14,331 writes are left. Enter fewer.")],
    ["ago", "-5", problem("Enter a whole number of writes, at least 1.")],
    ["oldest", "", ready(1_190_000)],
    ["time", "2026-11-30T14:02:15", ready(1_203_900)],
    [
      "time",
      "2026-11-30T14:04:00",
      ready(1_203_900, { note: "Up to 100 later writes may be from before that time too." }),
    ],
    [
      "time",
      "2026-11-30T09:00:00",
      problem("This browser knows times since 14:02:10. Enter a later one, or a revision."),
    ],
    ["time", "2026-11-30T15:00:00", problem("This time is in the future. Enter an earlier one.")],
    ["time", "noon", problem("Enter a date and a time.")],
  ] as const)("by %s %j", (way, text, expected) => {
    expect(revisionTarget(way, text, known)).toEqual(expected);
  });

  test("is checked only for its spelling while the ends are not known", () => {
    const unknown = { ...known, ends: undefined };
    expect(revisionTarget("revision", "5", unknown)).toEqual(ready(5));
    expect(revisionTarget("ago", "5", unknown)).toEqual({ kind: "empty" });
    expect(revisionTarget("oldest", "", unknown)).toEqual({ kind: "empty" });
  });

  test("may be one that was written since the ends were read", () => {
    const ends = { floor: rev(5), newest: rev(9) };
    const meant = (seen: Revision | undefined) =>
      revisionTarget("revision", "11", { ...known, ends: withNewest(ends, seen) }).kind;
    expect([meant(undefined), meant(rev(8)), meant(rev(11))]).toEqual(["problem", "problem", "ready"]);
  });

  test("is no moment where this browser has seen nothing", () => {
    expect(revisionTarget("time", "2026-11-30T14:02:15", { ...known, pairs: [] })).toEqual(
      problem("This browser knows no times yet. Enter a revision instead."),
    );
  });
});
