import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import type { ClockPair } from "@etcd-explorer/shared/read/clock/clock-pair";
import type { RevisionTime } from "@etcd-explorer/shared/read/clock/time-of";
import { beforeEach, expect, test } from "vitest";
import { noteInferred, timeBy, useInferredTimes } from "./inferred-times.ts";

const revision = (number: number) => asRevision(int64(number));
const about: RevisionTime = { kind: "about", ms: 50_000, afterMs: 40_000, beforeMs: 60_000 };
/** This browser came long after. */
const pairs: readonly ClockPair[] = [{ revision: revision(90), byMs: 900_000 }];
const told = () => useInferredTimes.getState()["one"];

beforeEach(() => useInferredTimes.setState({}, true));

test("what one place has found out of a revision, every place tells, and of no other revision", () => {
  expect(timeBy(pairs, told(), revision(5))).toEqual({ kind: "unknown", beforeMs: 900_000 });
  noteInferred("one", revision(5), about);
  expect(timeBy(pairs, told(), revision(5))).toEqual(about);
  expect(timeBy(pairs, told(), revision(6))).toEqual({ kind: "unknown", beforeMs: 900_000 });
  expect(useInferredTimes.getState()["other"]).toBeUndefined();
});

test("what tells nothing is not kept, and of very many the first go", () => {
  noteInferred("one", revision(1), { kind: "unknown" });
  expect(told()).toBeUndefined();
  for (let each = 1; each <= 600; each++) noteInferred("one", revision(each), about);
  expect(told()?.size).toBe(500);
  expect(told()?.has(revision(600))).toBe(true);
});
