import { FailureError } from "@etcd-explorer/shared/model/failure";
import { expect, test } from "vitest";
import { describeOldData } from "./refresh-failed.tsx";

const dataUpdatedAt = new Date(2026, 10, 30, 14, 5, 9).getTime();
const error = new FailureError({ kind: "offline", message: "The explorer's server does not answer." });
const why = "Could not refresh. The explorer's server does not answer.";

const said = (afterMs: number) => describeOldData({ error, dataUpdatedAt, errorUpdatedAt: dataUpdatedAt + afterMs });

test("data that was read again says nothing, also after an earlier failure", () => {
  expect(describeOldData({ error: null, dataUpdatedAt, errorUpdatedAt: dataUpdatedAt - 1 })).toBeUndefined();
});

test("data that could not be read again says why and of when it is, with the day where that is another", () => {
  expect(said(1000)).toBe(`${why} Shown as of 14:05:09.`);
  expect(said(86_400_000)).toBe(`${why} Shown as of 30 Nov, 14:05:09.`);
});

test("an edit whose key was never read has no time to tell", () => {
  expect(describeOldData({ error, dataUpdatedAt: 0, errorUpdatedAt: dataUpdatedAt })).toBe(why);
});
