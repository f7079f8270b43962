import { describe, expect, test } from "vitest";
import { addStep, noSteps, stepBack, stepForward, type Steps } from "./step-history.ts";

describe("the steps of an edit", () => {
  test("go back one by one, and forward again", () => {
    const steps = addStep(addStep<string>(noSteps, "a", "", 1), "b", "", 2);
    const back = stepBack(steps, "c");
    expect(back?.state).toBe("b");
    const start = back && stepBack(back.steps, "b");
    expect(start?.state).toBe("a");
    expect(start && stepBack(start.steps, "a")).toBeUndefined();
    const forward = start && stepForward(start.steps, "a");
    expect(forward?.state).toBe("b");
    expect(forward && stepForward(forward.steps, "b")?.state).toBe("c");
    expect(stepForward(noSteps, "x")).toBeUndefined();
  });

  test("what is typed in one go is one step, and a pause or another field begins the next", () => {
    let steps: Steps<string> = noSteps;
    for (const [before, at] of [
      ["", 100],
      ["t", 600],
      ["ty", 1500],
    ] as const)
      steps = addStep(steps, before, "row:1", at);
    expect(steps.past).toEqual([""]);
    expect(addStep(steps, "typ", "row:1", 2500).past).toEqual(["", "typ"]);
    expect(addStep(steps, "typ", "row:2", 1600).past).toEqual(["", "typ"]);
    expect(addStep(addStep(steps, "x", "", 1600), "y", "", 1601).past).toEqual(["", "x", "y"]);
  });

  test("a new step ends what could be redone, and only so many are kept", () => {
    const back = stepBack(addStep<string>(noSteps, "a", "", 1), "b");
    expect(back && addStep(back.steps, "a", "", 2).future).toEqual([]);
    let steps: Steps<number> = noSteps;
    for (let at = 0; at < 60; at++) steps = addStep(steps, at, "", at);
    expect(steps.past).toHaveLength(50);
    expect(steps.past[0]).toBe(10);
  });
});
