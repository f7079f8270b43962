import { expect, test } from "vitest";
import { describeHeldLock } from "./release-dialog.tsx";

const settled = { reading: false, failure: undefined } as const;

test("a release says what its holder's lease has left, that it is gone, or that nothing is known", () => {
  expect(describeHeldLock({ ...settled, fact: { still: true, leftSeconds: 8n, grantedSeconds: 10n } })).toBe(
    "Its lease is alive: 8 s left of 10 s. A live holder renews it.",
  );
  expect(describeHeldLock({ ...settled, fact: { still: false } })).toContain("no longer held");
  expect(describeHeldLock({ ...settled, fact: undefined })).toContain("Not known whether its holder is alive");
});
