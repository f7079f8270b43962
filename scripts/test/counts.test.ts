import { expect, it } from "vitest";
import { countPlaywright, countVitest } from "./counts.ts";

it("counts what Vitest reports", () => {
  const report = JSON.stringify({ numPassedTests: 40, numFailedTests: 2, numPendingTests: 1 });
  expect(countVitest(report, false)).toEqual({ passed: 40, failed: 2 });
  expect(countVitest(JSON.stringify({ numPassedTests: 40, numFailedTests: 0 }), true)).toEqual({
    passed: 40,
    failed: 0,
  });
});

it("counts what Playwright reports, a flaky test as failed", () => {
  const report = JSON.stringify({ stats: { expected: 9, unexpected: 1, flaky: 1, skipped: 3 } });
  expect(countPlaywright(report, false)).toEqual({ passed: 9, failed: 2 });
});

it("counts a suite as failed when its runner crashed beside passing tests", () => {
  expect(countVitest(JSON.stringify({ numPassedTests: 40, numFailedTests: 0 }), false)).toEqual({
    passed: 40,
    failed: 1,
  });
  expect(countPlaywright(JSON.stringify({ stats: { expected: 9, unexpected: 0 } }), false)).toEqual({
    passed: 9,
    failed: 1,
  });
});

it.each([undefined, "", "no json", "{}", "null"])("counts a suite that reports %j as failed", (report) => {
  expect(countVitest(report, true)).toEqual({ passed: 0, failed: 1 });
  expect(countPlaywright(report, true)).toEqual({ passed: 0, failed: 1 });
});
