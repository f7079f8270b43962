import { expect, test } from "vitest";
import { noProblems, withProblem } from "./typed-problems.ts";

test("a field has one problem at a time, and none once it can be read", () => {
  const one = withProblem(noProblems, "left", { field: "revision", message: "Enter a revision" });
  const both = withProblem(one, "left", { field: "prefix", message: "Invalid escape" });
  const changed = withProblem(both, "left", { field: "revision", message: "In the future" });
  expect(changed.left).toEqual([
    { field: "prefix", message: "Invalid escape" },
    { field: "revision", message: "In the future" },
  ]);
  expect(changed.right).toEqual([]);
  const mended = withProblem(changed, "left", { field: "revision", message: undefined });
  expect(mended.left).toEqual([{ field: "prefix", message: "Invalid escape" }]);
  expect(withProblem(mended, "left", { field: "revision", message: undefined })).toBe(mended);
});
