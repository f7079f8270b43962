/** `pnpm bench [NAME…]`: what the worker costs beside a direct connection to etcd, in one run, as ratios. */
import { bulk } from "./bulk.bench.ts";
import { compare } from "./compare.bench.ts";
import { find } from "./find.bench.ts";
import { hostile } from "./hostile.bench.ts";
import { kubernetes } from "./kubernetes.bench.ts";
import { listings } from "./listing.bench.ts";
import { mutualTls } from "./mutual-tls.bench.ts";
import { past } from "./past.bench.ts";
import { save } from "./save.bench.ts";
import { smallCalls } from "./small-calls.bench.ts";
import { sharedWatches } from "./shared-watches.bench.ts";
import { streams } from "./streams.bench.ts";
import { watches } from "./watches.bench.ts";
import { withBenchSetup } from "./bench-setup.ts";

const benches = [
  smallCalls,
  save,
  mutualTls,
  streams,
  watches,
  sharedWatches,
  bulk,
  find,
  past,
  hostile,
  kubernetes,
  ...compare,
  ...listings,
];
const wanted = process.argv.slice(2);

let failed = 0;
for (const bench of benches) {
  // `listing` means all of them, `listing-named` one.
  if (wanted.length > 0 && !wanted.some((name) => `${bench.name}-`.startsWith(`${name}-`))) continue;
  // Each has an etcd and a workerd of its own: what one leaves in workerd's memory is not the next one's.
  for (const { text, holds } of await withBenchSetup(bench.run)) {
    process.stdout.write(`${text}\n`);
    if (!holds) failed++;
  }
}
process.exitCode = failed === 0 ? 0 : 1;
