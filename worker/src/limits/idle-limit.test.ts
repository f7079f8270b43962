import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { IdleLimit } from "./idle-limit.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = (): Promise<never> => new Promise(() => undefined);

test("each wait has its whole time anew, however long all together take", async () => {
  const limit = new IdleLimit(100);
  for (let piece = 0; piece < 20; piece++) {
    const wait = limit.race("body", new Promise((resolve) => setTimeout(() => resolve(piece), 90)));
    await vi.advanceTimersByTimeAsync(90);
    expect(await wait).toBe(piece);
  }
});

test("a wait that is late fails with its phase, and no earlier than it may", async () => {
  const limit = new IdleLimit(100);
  await limit.race("body", Promise.resolve());
  await vi.advanceTimersByTimeAsync(70);
  let failure: unknown;
  limit.race("body", never()).catch((error: unknown) => (failure = error));
  await vi.advanceTimersByTimeAsync(99);
  expect(failure).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(failure).toMatchObject({ failure: { kind: "timeout", phase: "body", timeoutMs: 100 } });
});

test("what fails by itself fails as itself", async () => {
  await expect(new IdleLimit(100).race("body", Promise.reject(new Error("reset")))).rejects.toThrow("reset");
});

test("a stopped clock leaves no timer behind", () => {
  const limit = new IdleLimit(100);
  void limit.race("body", never());
  limit.end();
  expect(vi.getTimerCount()).toBe(0);
});
