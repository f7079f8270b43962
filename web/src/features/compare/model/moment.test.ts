import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import type { KnownPast } from "#/components/past/revision-target.ts";
import { parseMoment } from "./moment.ts";

const nowMs = new Date(2026, 10, 22, 14, 30).getTime();
const seenMs = new Date(2026, 10, 22, 12, 0).getTime();
const known: KnownPast = {
  ends: undefined,
  newest: asRevision(int64(1200)),
  // The page was opened at noon, and saw a revision a minute.
  pairs: Array.from({ length: 150 }, (_, minute) => ({
    revision: asRevision(int64(1000 + minute)),
    byMs: seenMs + minute * 60_000,
  })),
  nowMs,
};

test.each([
  ["", "live"],
  [" Now ", "live"],
  ["88120", "88120"],
  ["1,204,331", "1204331"],
  ["100 writes ago", "1100"],
  ["1 write ago", "1199"],
  ["1,000 revisions ago", "200"],
  ["0 writes ago", "1200"],
  ["-5", "1195"],
  ["12:41", "1041"],
  ["2026-11-22 13:00", "1060"],
  ["2026-11-22T13:00:00", "1060"],
])("%j is read as %s", (typed, at) => {
  expect(parseMoment(typed, known)).toEqual({ at });
});

const remedy = "Enter now, a revision, a time or “100 writes ago”";
test.each([
  ["0", remedy],
  ["yesterday", remedy],
  ["2026-99-99 13:00", remedy],
  ["2026-02-30 13:00", remedy],
  ["12:75", remedy],
  ["25:00", remedy],
  [", ago", remedy],
  ["-,", remedy],
  ["1200 writes ago", "Only 1,199 writes are left. Enter fewer."],
  ["99999999999999999999 writes ago", "Enter a whole number of writes, at least 1."],
  ["11:59", "This browser knows times since 12:00:00. Enter a later one, or a revision."],
  ["15:00", "This time is in the future. Enter an earlier one."],
])("%j is refused with what to do", (typed, problem) => {
  expect(parseMoment(typed, known)).toEqual({ problem });
});

test("so many writes ago needs the newest revision", () => {
  expect(parseMoment("3 writes ago", { ...known, newest: undefined })).toEqual({
    problem: "The newest revision is not known yet. Enter a revision.",
  });
});
