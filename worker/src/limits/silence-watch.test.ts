import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FailureError, type Phase } from "@etcd-explorer/shared/model/failure";
import { SilenceWatch } from "./silence-watch.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const patient = { race: <T>(_phase: Phase, work: Promise<T>): Promise<T> => work };
const failure = (error: unknown): unknown => (error instanceof FailureError ? error.failure : error);

function watch(...answers: readonly boolean[]) {
  let asked = 0;
  const silence = new SilenceWatch(patient, {
    afterMs: 100,
    isAlive: () => Promise.resolve(answers[asked++] ?? true),
  });
  return { silence, asked: () => asked };
}

describe("a silence", () => {
  test("that ends in time is not looked into", async () => {
    const { silence, asked } = watch(false);
    for (let count = 0; count < 10; count++) {
      const work = Promise.withResolvers<number>();
      const waiting = silence.race("body", work.promise);
      await vi.advanceTimersByTimeAsync(60);
      work.resolve(count);
      expect(await waiting).toBe(count);
    }
    expect(asked()).toBe(0);
  });

  test("of one that lives is waited out, and looked into again and again", async () => {
    const { silence, asked } = watch(true, true, true);
    const work = Promise.withResolvers<string>();
    const waiting = silence.race("headers", work.promise);
    await vi.advanceTimersByTimeAsync(350);
    expect(asked()).toBe(3);
    work.resolve("late");
    expect(await waiting).toBe("late");
  });

  test("of one that does not is the end", async () => {
    const { silence } = watch(true, false);
    const waiting = silence.race("body", new Promise(() => undefined)).catch(failure);
    await vi.advanceTimersByTimeAsync(200);
    expect(await waiting).toEqual({ kind: "timeout", phase: "body", timeoutMs: 200 });
  });

  test("leaves no timer behind once it is over", async () => {
    const { silence } = watch();
    void silence.race("body", new Promise(() => undefined));
    silence.end();
    expect(vi.getTimerCount()).toBe(0);
    await silence.race("body", Promise.resolve());
    expect(vi.getTimerCount()).toBe(0);
  });

  test("ends as what bounds it does", async () => {
    const { silence } = watch();
    await expect(silence.race("body", Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  });
});
