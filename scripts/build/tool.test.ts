import { expect, it } from "vitest";
import { runTool } from "./tool.ts";

it.each(["oxfmt", "tsc", "playwright"])("finds and runs %s, whichever package brings it", async (name) => {
  const result = await runTool(name, ["--version"]);
  expect(result.ok).toBe(true);
  expect(result.output).toMatch(/\d+\.\d+\.\d+/);
});

it("says which package is missing", async () => {
  await expect(async () => runTool("no-such-tool", [])).rejects.toThrow("The package no-such-tool is not installed.");
});
