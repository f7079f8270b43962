import { expect, test } from "vitest";
import { describeHeldLock, releaseWords } from "./release-dialog.tsx";

const settled = { reading: false, failure: undefined } as const;

test("a release says what its holder's lease has left, that it is gone, or that nothing is known", () => {
  expect(describeHeldLock({ ...settled, fact: { still: true, leftSeconds: 8n, grantedSeconds: 10n } })).toBe(
    "The lease is alive: 8 s of 10 s left. A live holder renews it.",
  );
  expect(describeHeldLock({ ...settled, fact: { still: false } })).toContain("Already released");
  expect(describeHeldLock({ ...settled, fact: undefined })).toContain("the holder may still be alive");
});

test("a release says who gets the lock by it: the next in the queue, nobody, and nobody where it only waits", () => {
  expect(releaseWords(true, 2).effect).toContain("The next client in the queue gets the lock immediately.");
  expect(releaseWords(true, 0).effect).toContain("No client is waiting for the lock.");
  const waits = releaseWords(false, 2);
  expect(waits.title).toBe("Remove this client from the queue?");
  expect(`${waits.effect} ${waits.blocked}`).not.toContain("next client");
});
