import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { describeAbsence } from "./absent-revision.ts";

const rev = (revision: number) => asRevision(int64(revision));

test("a revision is not said to be viewed before it exists", () => {
  expect(describeAbsence(rev(99_999_999), rev(61), undefined)).toBe(
    "Revision 99,999,999 does not exist yet. Newest known revision: 61.",
  );
  expect(describeAbsence(rev(62), rev(61), undefined)).toContain("does not exist yet");
  expect(describeAbsence(rev(61), rev(61), undefined)).toBeUndefined();
  expect(describeAbsence(rev(60), rev(61), undefined)).toBeUndefined();
  // Nothing has answered yet.
  expect(describeAbsence(rev(60), undefined, undefined)).toBeUndefined();
});

test("nor once it has been compacted", () => {
  expect(describeAbsence(rev(5), rev(61), rev(40))).toBe(
    "Revision 5 has been compacted. Oldest available revision: 40.",
  );
  expect(describeAbsence(rev(5), rev(61), null)).toBe("Revision 5 has been compacted.");
});
