/** `pnpm bench scrolling`: what the page costs in Chromium, against a real etcd with very many keys. */
import { builder } from "./builder.bench.ts";
import { compareBench } from "./compare.bench.ts";
import { historyBench } from "./history.bench.ts";
import { liveKeysBench } from "./live-keys.bench.ts";
import { kubernetesRows } from "./kubernetes-rows.bench.ts";
import { longLineBench } from "./long-line.bench.ts";
import { scrolling } from "./scrolling.bench.ts";
import { million } from "./million.bench.ts";
import { watchBench } from "./watch.bench.ts";
import { withPage } from "./page-setup.ts";

const benches = [
  scrolling,
  million,
  builder,
  longLineBench,
  historyBench,
  watchBench,
  liveKeysBench,
  compareBench,
  kubernetesRows,
];
const wanted = process.argv.slice(2);

let failed = 0;
for (const bench of benches) {
  if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
  for (const { text, holds } of await withPage(bench.run)) {
    process.stdout.write(`${text}\n`);
    if (!holds) failed++;
  }
}
process.exitCode = failed === 0 ? 0 : 1;
