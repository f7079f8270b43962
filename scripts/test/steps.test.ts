import { expect, it } from "vitest";
import { LaunchFailure } from "../process/launch-failure.ts";
import { checked, formatStep, formatTotal, runSteps } from "./steps.ts";

it("prints one line for what passed, and no output", () => {
  const line = formatStep("lint", checked({ ok: true, output: "many words" }), 1_234);
  expect(line).toMatch(/^ok {4}lint +1 passed +1\.2 s$/);
});

it("prints the output under the line of what failed", () => {
  const line = formatStep("unit tests", { passed: 3, failed: 1, output: "first\nsecond\n" }, 10);
  expect(line).toMatch(/^FAIL {2}unit tests +3 passed, 1 failed +0\.0 s\n {4}first\n {4}second$/);
});

it("goes on after a step that throws, which has failed with its sentence", async () => {
  const printed: string[] = [];
  const steps = [
    { name: "broken", run: () => Promise.reject(new LaunchFailure("No etcd is to be had.")) },
    { name: "whole", run: async () => ({ passed: 5, failed: 0, output: "" }) },
  ];
  const options = { print: (line: string) => printed.push(line), signal: new AbortController().signal };
  expect(await runSteps(steps, options)).toEqual({ passed: 5, failed: 1 });
  expect(printed[0]).toContain("    No etcd is to be had.");
  expect(printed[1]).toMatch(/^ok/);
});

it("begins no further step when it is told to stop", async () => {
  const controller = new AbortController();
  const begun: string[] = [];
  const stepOf = (name: string) => ({
    name,
    async run() {
      begun.push(name);
      controller.abort();
      return { passed: 1, failed: 0, output: "" };
    },
  });
  await runSteps([stepOf("first"), stepOf("second")], { print: () => undefined, signal: controller.signal });
  expect(begun).toEqual(["first"]);
});

it("adds everything up in the last line", () => {
  expect(
    formatTotal([
      { passed: 5, failed: 1 },
      { passed: 7, failed: 0 },
    ]),
  ).toBe("12 passed, 1 failed");
});
