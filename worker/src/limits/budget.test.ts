import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { withBudget } from "./budget.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = (): Promise<never> => new Promise<never>(() => undefined);
const failure = (error: unknown): unknown => (error instanceof FailureError ? error.failure : error);

describe("a budget", () => {
  test("hands on what settles in time, whichever way", async () => {
    await withBudget(100, async (budget) => {
      await expect(budget.race("body", Promise.resolve(7))).resolves.toBe(7);
      await expect(budget.race("body", Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    });
  });

  test("fails what is late with the phase and the time that it had", async () => {
    const late = withBudget(100, (budget) => budget.race("headers", never())).catch(failure);
    await vi.advanceTimersByTimeAsync(100);
    expect(await late).toEqual({ kind: "timeout", phase: "headers", timeoutMs: 100 });
  });

  test("is one for everything that is awaited under it", async () => {
    const failures = withBudget(100, async (budget) => {
      const first = budget.race("headers", never()).catch(failure);
      const second = budget.race("body", never()).catch(failure);
      return [await first, await second, await budget.race("dial", never()).catch(failure)];
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(await failures).toMatchObject([{ phase: "headers" }, { phase: "body" }, { phase: "dial" }]);
  });

  test("lets nothing begin once it is over", async () => {
    const outcome = withBudget(100, async (budget) => {
      budget.requireTime("dial");
      await budget.race("headers", never()).catch(() => undefined);
      budget.requireTime("dial");
    }).catch(failure);
    await vi.advanceTimersByTimeAsync(100);
    expect(await outcome).toEqual({ kind: "timeout", phase: "dial", timeoutMs: 100 });
  });

  test("caps one wait below itself, and goes on", async () => {
    const outcome = withBudget(100, async (budget) => {
      const capped = await budget.race("dial", never(), 30).catch(failure);
      return [capped, await budget.race("body", Promise.resolve("on"))];
    });
    await vi.advanceTimersByTimeAsync(30);
    expect(await outcome).toEqual([{ kind: "timeout", phase: "dial", timeoutMs: 30 }, "on"]);
  });

  test("ends before a cap that is longer", async () => {
    const late = withBudget(100, (budget) => budget.race("dial", never(), 5000)).catch(failure);
    await vi.advanceTimersByTimeAsync(100);
    expect(await late).toMatchObject({ timeoutMs: 100 });
  });

  test("leaves no timer behind, neither when work settles nor when its use throws", async () => {
    await withBudget(100, (budget) => budget.race("dial", Promise.resolve(), 50));
    await withBudget(100, () => Promise.reject(new Error("use"))).catch(() => undefined);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("that is cancelled fails what waits and what would begin, and leaves no timer behind", async () => {
    const left = { kind: "offline", message: "left" } as const;
    const failures = withBudget(100, async (budget) => {
      const waiting = budget.race("dial", never(), 50).catch(failure);
      budget.cancel(left);
      const later = await budget.race("body", never()).catch(failure);
      try {
        budget.requireTime("dial");
      } catch (error) {
        return [await waiting, later, failure(error)];
      }
      return [];
    });
    expect(await failures).toEqual([left, left, left]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("swallows a rejection that comes too late", async () => {
    const work = Promise.withResolvers<never>();
    const late = withBudget(100, (budget) => budget.race("dial", work.promise)).catch(failure);
    await vi.advanceTimersByTimeAsync(100);
    expect(await late).toMatchObject({ kind: "timeout" });
    // An unhandled rejection would fail the run.
    work.reject(new Error("late"));
    await vi.advanceTimersByTimeAsync(1);
  });
});
