import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { renderHook } from "../../test/render-hook.ts";
import { nextShown, notDrawn, useShownProblem } from "./shown-problem.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

interface Field {
  readonly typed: string;
  readonly problem?: string;
}

const empty: Field = { typed: "", problem: "Enter a key." };

/** A field that has the focus as soon as it is drawn, as a row that was added. */
async function added(field: Field) {
  const hook = await renderHook(({ typed, problem }: Field) => useShownProblem(problem, typed), field);
  const shown = () => hook.current().shown;
  const pause = (ms: number) => hook.does(() => vi.advanceTimersByTime(ms));
  const focus = () => hook.does(() => hook.current().watch.onFocus());
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- there is no page: the focus goes to nothing
  const leave = () => hook.does(() => hook.current().watch.onBlur({ relatedTarget: null } as never));
  return { ...hook, shown, pause, focus, leave };
}

describe("a problem", () => {
  test("of what has no focus is shown", async () => {
    expect((await added(empty)).shown()).toBe("Enter a key.");
  });

  test("of a new field waits until the focus leaves, however long that takes", async () => {
    const first = nextShown(nextShown(notDrawn, { kind: "focus", wrong: true }), { kind: "drawn", wrong: true });
    expect(first).toEqual({ active: true, visible: false });
    expect(nextShown(first, { kind: "leave", wrong: true }).visible).toBe(true);
  });

  test("of a text being typed waits for a pause, and each key restarts the wait", async () => {
    const field = await added({ typed: "/a" });
    await field.focus();
    await field.rerender({ typed: "/a\\", problem: "Use \\\\" });
    await field.pause(999);
    expect(field.shown()).toBeUndefined();
    await field.rerender({ typed: "/a\\x", problem: "Use \\\\" });
    await field.pause(999);
    expect(field.shown()).toBeUndefined();
    await field.pause(1);
    expect(field.shown()).toBe("Use \\\\");
  });

  test("that is seen goes at once when it is solved, follows what is typed, and waits again when it is back", async () => {
    const field = await added(empty);
    await field.focus();
    expect(field.shown()).toBe("Enter a key.");
    await field.rerender({ typed: "\\", problem: "Use \\\\" });
    expect(field.shown()).toBe("Use \\\\");
    await field.rerender({ typed: "\\\\" });
    expect(field.shown()).toBeUndefined();
    await field.pause(5000);
    await field.rerender(empty);
    expect(field.shown()).toBeUndefined();
    await field.leave();
    expect(field.shown()).toBe("Enter a key.");
  });
});
