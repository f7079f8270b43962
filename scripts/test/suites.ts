/** The suites of `npm test`, each through its runner's own JSON report. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runTool } from "../build/tool.ts";
import { cacheDir } from "../paths.ts";
import { countPlaywright, countVitest } from "./counts.ts";
import type { StepResult } from "./steps.ts";

/** Ends a suite that hangs. A busy machine was seen to need 582 s for all journeys, and all of them passed. */
const limitMs = 1_200_000;

async function freshReport(name: string): Promise<string> {
  const file = join(cacheDir, "results", `${name}.json`);
  await mkdir(dirname(file), { recursive: true });
  // The report of an earlier run must not speak for one that crashed.
  await rm(file, { force: true });
  return file;
}

const contentOf = (file: string) => readFile(file, "utf8").catch(() => undefined);

/** Runs Vitest with a configuration below scripts/. */
export async function runVitest(name: string, config: string, signal: AbortSignal): Promise<StepResult> {
  const report = await freshReport(name);
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const args = ["run", "--config", join("scripts", config), ...reporters];
  const result = await runTool("vitest", args, { timeoutMs: limitMs, signal });
  return { ...countVitest(await contentOf(report), result.ok), output: result.output };
}

/** Runs the journeys in the Chromium at that path. */
export async function runJourneys(chromium: string, signal: AbortSignal): Promise<StepResult> {
  const report = await freshReport("journeys");
  const args = ["test", "--config", join("e2e", "playwright.config.ts"), "--reporter=dot,json"];
  const result = await runTool("playwright", args, {
    timeoutMs: limitMs,
    signal,
    // Playwright decides on colours by itself and warns of this one.
    env: { NO_COLOR: undefined, CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return { ...countPlaywright(await contentOf(report), result.ok), output: result.output };
}
