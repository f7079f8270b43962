import { expect, it } from "vitest";
import { firstScreenBudgetBytes, judgeBudget, judgeWorker, workerBudgetBytes } from "./budget.ts";

it("lets pass what stays within the budget, and says how much it is", () => {
  const { ok, report } = judgeBudget([{ path: "/a.js", gzipBytes: firstScreenBudgetBytes }]);
  expect(ok).toBe(true);
  expect(report).toBe("The first screen loads 165.0 KB of JavaScript (gzip); 165.0 KB are allowed.");
});

it("fails one byte above, and names every script with its size", () => {
  const { ok, report } = judgeBudget([
    { path: "/a.js", gzipBytes: firstScreenBudgetBytes },
    { path: "/b.js", gzipBytes: 1 },
  ]);
  expect(ok).toBe(false);
  expect(report).toContain("165.0 KB  /a.js");
  expect(report).toContain("0.0 KB  /b.js");
});

it("fails where the page loads nothing: then it is not the app", () => {
  expect(judgeBudget([]).ok).toBe(false);
});
it("lets the worker have its budget and not a byte more", () => {
  expect(judgeWorker(workerBudgetBytes)).toMatchObject({ ok: true, report: expect.stringContaining("60.0 KB (gzip)") });
  expect(judgeWorker(workerBudgetBytes + 1).ok).toBe(false);
});
