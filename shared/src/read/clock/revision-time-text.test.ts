import { expect, test } from "vitest";
import { describeRevisionTime, formatRevisionTime } from "./revision-time-text.ts";
import type { RevisionTime } from "./time-of.ts";

const at = (day: number, hour: number, minute: number, second = 0) =>
  new Date(2026, 10, day, hour, minute, second).getTime();
const now = at(30, 15, 0);

test.each<[RevisionTime, string | undefined, string | undefined]>([
  [{ kind: "known", ms: at(30, 14, 9, 31) }, "14:09:31", undefined],
  [{ kind: "known", ms: at(29, 14, 9, 31) }, "29 Nov, 14:09:31", undefined],
  [
    { kind: "about", ms: at(30, 12, 58, 20), afterMs: at(30, 12, 51, 7), beforeMs: at(30, 13, 4, 22) },
    "about 12:58",
    "Estimated: written between 12:51:07 and 13:04:22",
  ],
  [
    { kind: "unknown", afterMs: at(29, 18, 2), beforeMs: at(30, 9, 12) },
    "29 Nov, 18:02 – 09:12",
    "Written between 29 Nov, 18:02:00 and 09:12:00",
  ],
  [
    { kind: "unknown", beforeMs: at(30, 9, 12) },
    "before 09:12",
    "Written before 09:12:00, when this browser first saw it",
  ],
  [
    { kind: "unknown", afterMs: at(30, 9, 12) },
    "after 09:12",
    "Written after 09:12:00, when this browser last read the cluster",
  ],
  [{ kind: "unknown" }, undefined, "Time unknown: etcd stores no times, and this browser has not seen this revision"],
])("%j is %s", (time, text, hint) => {
  expect(formatRevisionTime(time, now)).toBe(text);
  expect(describeRevisionTime(time, now)).toBe(hint);
});
