/**
 * What a page's live screens cost: five watches that share one stream, at 1,000 events a second for 20 seconds, three
 * times the 20,000 a minute that a page must bear. Beside a direct stream of them all, in one run.
 */
import { formatComparison, formatFigure, median, quantile } from "./measure.ts";
import type { Bench } from "./bench-setup.ts";
import { cpuMs } from "./process-cpu.ts";
import { watchMemory } from "./process-memory.ts";
import {
  Arrivals,
  watchDirectly,
  watchedPart,
  watchedWhole,
  watchThroughWorker,
  writeEvents,
} from "./watch-arrivals.ts";

const prefix = "/bench-shared";
const parts = 5;
const writes = {
  total: 20_000,
  perSecond: 1000,
  perTxn: 5,
  keyOf: (index: number) => `${prefix}/${index % parts}/${String(index % 1000).padStart(4, "0")}`,
};
/**
 * V8 first lets its heap grow under any load, and collects later. Measured over the same watches: to 32 MiB within these
 * events, and by 3 to 8 MiB more while the 20,000 after them came, most of which it gave back.
 */
const warmUp = { ...writes, total: 40_000, perSecond: 4000, perTxn: 20 };
const cpuLimit = 0.2;
const memoryLimitBytes = 16 * 1024 * 1024;

export const sharedWatches: Bench = {
  name: "shared-watches",
  run: async (setup) => {
    const whole = watchedWhole(prefix);
    const direct = new Arrivals(whole, writes.total);
    const ours = partsOf(writes.total);
    const early = partsOf(warmUp.total);
    const closeEarly = await watchThroughWorker(setup, early);
    await writeEvents(setup.etcd.endpoint, warmUp);
    await Promise.all(early.map(({ arrivals }) => arrivals.complete()));
    closeEarly();
    const closeDirect = await watchDirectly(setup, whole, direct);
    const closeOurs = await watchThroughWorker(setup, ours);
    const [startedMs, startedCpuMs, memory] = [performance.now(), cpuMs(setup.pid), watchMemory(setup.pid)];
    const writtenPerSecond = await writeEvents(setup.etcd.endpoint, writes);
    await Promise.all([direct, ...ours.map(({ arrivals }) => arrivals)].map((arrivals) => arrivals.complete()));
    const cpuShare = (cpuMs(setup.pid) - startedCpuMs) / (performance.now() - startedMs);
    const grownBytes = memory.stop() - memory.startBytes;
    closeOurs();
    closeDirect();
    const delaysMs = ours.flatMap(({ arrivals }) => arrivals.delaysMs);
    const wrong = ours.reduce((sum, { arrivals }) => sum + arrivals.wrong, direct.wrong);
    const rest = `p99 ${quantile(delaysMs, 0.99).toFixed(2)} ms, direct ${quantile(direct.delaysMs, 0.99).toFixed(2)} ms`;
    return [
      formatComparison({
        name: "shared watches: delay, p50",
        ours: median(delaysMs),
        direct: median(direct.delaysMs),
        unit: "ms",
        limit: { kind: "at most more", value: 5 },
      }),
      formatFigure(
        "shared watches: lost, repeated",
        `${wrong} of ${delaysMs.length} at ${writtenPerSecond.toFixed(0)} a second; ${rest}`,
        wrong === 0 && delaysMs.length === writes.total,
      ),
      formatFigure(
        "shared watches: workerd's CPU, memory",
        `${(cpuShare * 100).toFixed(1)} % of a core; ${(grownBytes / 1024 / 1024).toFixed(1)} MiB more at most`,
        cpuShare <= cpuLimit && grownBytes <= memoryLimitBytes,
      ),
    ];
  },
};

/** The watches, each with its part of so many events. */
function partsOf(total: number) {
  return Array.from({ length: parts }, (_, part) => {
    const watched = watchedPart(prefix, part, parts);
    return { watched, arrivals: new Arrivals(watched, total / parts) };
  });
}
