import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { readRevision, type RevisionForm } from "./revision-choice.ts";

const form: RevisionForm = { kind: "revision", revision: "", writes: "", time: "" };
const newest = asRevision(int64(1_000));
const seen = asRevision(int64(700));
const read = (fields: Partial<RevisionForm>, now: typeof newest | undefined = newest) =>
  readRevision({ ...form, ...fields }, now, (ms) =>
    ms >= Date.parse("2026-11-01T10:00") ? { revision: seen } : undefined,
  );

test.each([
  [{ revision: "1,000" }, "1000"],
  [{ revision: " 12 " }, "12"],
  [{ kind: "writes", writes: "999" }, "1"],
  [{ kind: "time", time: "2026-11-01T10:00" }, "700"],
] as const)("%o is a revision", (fields, revision) => {
  expect(read(fields)).toEqual({ kind: "revision", revision });
});

test.each([
  [{ revision: "0" }, "Enter a whole number of at least 1"],
  [{ revision: "x" }, "Enter a whole number of at least 1"],
  [{ revision: "1001" }, "Enter at most 1,000, the newest revision"],
  [{ kind: "writes", writes: "1000" }, "Enter less than 1,000, the newest revision"],
  [{ kind: "time", time: "" }, "Enter a date and a time"],
  [
    { kind: "time", time: "2026-10-01T10:00" },
    "This browser has not seen a revision of that time. Enter a revision instead.",
  ],
] as const)("%o is refused: %s", (fields, message) => {
  expect(read(fields)).toEqual({ kind: "problem", message });
});

test("the newest revision may be unknown, and the oldest is to be found out", () => {
  expect(readRevision({ ...form, revision: "5000" }, undefined, () => undefined)).toMatchObject({ revision: "5000" });
  expect(readRevision({ ...form, kind: "writes", writes: "5" }, undefined, () => undefined).kind).toBe("problem");
  expect(read({ kind: "oldest" })).toEqual({ kind: "oldest" });
});
