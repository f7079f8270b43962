import { expect, test } from "vitest";
import { describeHeld } from "./release-dialog.tsx";

const settled = { reading: false, failure: undefined } as const;

test("a release says what its holder's lease has left, that it is gone, or that nothing is known", () => {
  expect(describeHeld({ ...settled, fact: { still: true, leftSeconds: 8n, grantedSeconds: 10n } })).toBe(
    "Its lease is alive: 8 s left of 10 s. A live holder renews it.",
  );
  expect(describeHeld({ ...settled, fact: { still: false } })).toContain("no longer held");
  expect(describeHeld({ ...settled, fact: undefined })).toContain("Not known whether its holder is alive");
});
