import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { parseMoment } from "./moment.ts";

const newest = asRevision(int64(1200));

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
])("%j is read as %s", (typed, at) => {
  expect(parseMoment(typed, newest)).toEqual({ at });
});

test.each([
  ["0", "Enter now, a revision or “100 writes ago”"],
  ["yesterday", "Enter now, a revision or “100 writes ago”"],
  ["1200 writes ago", "Only 1,200 revisions exist. Enter fewer writes."],
  ["99999999999999999999 writes ago", "Enter a smaller number of writes"],
])("%j is refused with what to do", (typed, problem) => {
  expect(parseMoment(typed, newest)).toEqual({ problem });
});

test("so many writes ago needs the newest revision", () => {
  expect(parseMoment("3 writes ago", undefined)).toEqual({
    problem: "The newest revision is not known yet. Enter a revision.",
  });
});
