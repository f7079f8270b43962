/** Keeps the first screen quick: what it loads as JavaScript must stay below a limit. Part of the build. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { measureFirstScreen, type ScriptSize } from "./build/first-screen.ts";
import { webDist, workerBundle } from "./paths.ts";
import { LaunchFailure } from "./process/launch-failure.ts";

/** All scripts of the first screen together, after gzip. The editor comes later and is not among them. */
export const firstScreenBudgetBytes = 165 * 1024;

/** What is deployed to Cloudflare, after gzip: the smaller, the sooner a cold start answers. */
export const workerBudgetBytes = 60 * 1024;

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

/** The worker's size in words, and whether that is allowed. */
export function judgeWorker(gzipBytes: number): { ok: boolean; report: string } {
  const report = `The worker's bundle has ${kilobytes(gzipBytes)} (gzip); ${kilobytes(workerBudgetBytes)} are allowed.`;
  return { ok: gzipBytes <= workerBudgetBytes, report };
}

/** Measures the built app and worker. Gives the sums in words, or fails with the figures. */
export function checkBudget(dist = webDist, bundle = workerBundle): string {
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const screen = judgeBudget(measureFirstScreen(html, (path) => readFileSync(join(dist, path))));
  const worker = judgeWorker(gzipSync(readFileSync(bundle)).length);
  const report = `${screen.report}\n${worker.report}`;
  if (!screen.ok || !worker.ok) throw new LaunchFailure(report);
  return report;
}
