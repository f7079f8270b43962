/** Keeps the first screen quick: what it loads as JavaScript must stay below a limit. Part of the build. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { measureFirstScreen, type ScriptSize } from "./build/first-screen.ts";
import { webDist } from "./paths.ts";
import { LaunchFailure } from "./process/launch-failure.ts";

/** All scripts of the first screen together, after gzip. The editor comes later and is not among them. */
export const firstScreenBudgetBytes = 160 * 1024;

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

/** The sum in words, and every script under it where there is more than is allowed. */
export function judgeBudget(sizes: readonly ScriptSize[]): { ok: boolean; report: string } {
  const total = sizes.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  const sentence = `The first screen loads ${kilobytes(total)} of JavaScript (gzip); ${kilobytes(firstScreenBudgetBytes)} are allowed.`;
  if (sizes.length === 0) return { ok: false, report: "The built page loads no script at all: is it the app?" };
  if (total <= firstScreenBudgetBytes) return { ok: true, report: sentence };
  return {
    ok: false,
    report: [sentence, ...sizes.map(({ path, gzipBytes }) => `  ${kilobytes(gzipBytes)}  ${path}`)].join("\n"),
  };
}

/** Measures the built app. Gives the sum in words, or fails with the figures. */
export function checkBudget(dist = webDist): string {
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const { ok, report } = judgeBudget(measureFirstScreen(html, (path) => readFileSync(join(dist, path))));
  if (!ok) throw new LaunchFailure(report);
  return report;
}
