/** `npm test`: everything, on two cores within ten minutes. Ends with a line that counts. */
import { checkBudget } from "./budget.ts";
import { ensureBuilt } from "./build/build-app.ts";
import { chromium, obtainBrowser } from "./browser.ts";
import { obtainEtcds } from "./etcd/obtain-etcds.ts";
import { sweepTempDirs } from "./process/temp-dir.ts";
import { stopRequest } from "./start/stop-request.ts";
import { checkTypes, runRootScript } from "./test/checks.ts";
import { checked, formatTotal, runSteps, type Step } from "./test/steps.ts";
import { runJourneys, runVitest } from "./test/suites.ts";

const checks: readonly Step[] = [
  { name: "format", run: async (signal) => checked(await runRootScript("check:format", signal)) },
  { name: "lint", run: async (signal) => checked(await runRootScript("check:lint", signal)) },
  { name: "types", run: async (signal) => checked(await checkTypes(signal)) },
  {
    // wrangler's dry run of the deployment makes the worker's bundle.
    name: "build",
    async run(signal) {
      await ensureBuilt({ force: true, signal });
      return checked({ ok: true, output: "" });
    },
  },
  { name: "size budgets", run: async () => checked({ ok: true, output: checkBudget() }) },
];
const unitTests: Step = { name: "unit tests", run: (signal) => runVitest("unit", "vitest.config.ts", signal) };

const signal = stopRequest();
const options = { signal, print: (line: string) => console.log(line) };
await sweepTempDirs();
// Downloads wait for the network while the checks use the cores. Their failures show in the steps that need them.
const etcds = obtainEtcds();
const browser = obtainBrowser(chromium);
const downloads = Promise.allSettled([etcds, browser]);
const first = await Promise.all([runSteps(checks, options), runSteps([unitTests], options)]);
await downloads;

const againstEtcd: Step = {
  name: "worker and launcher",
  async run() {
    await etcds;
    return runVitest("etcd", "vitest.etcd.config.ts", signal);
  },
};
const journeys: Step = {
  name: "journeys",
  async run() {
    await etcds;
    return runJourneys(await browser, signal);
  },
};
// One after the other: either fills both cores, and deadlines are part of what is tested.
const second = await runSteps([againstEtcd, journeys], options);
const counts = [...first, second];
console.log(formatTotal(counts));
process.exitCode = signal.aborted ? 130 : counts.some(({ failed }) => failed > 0) ? 1 : 0;
