/** A watch at full rate: 50,000 events at 5,000 a second through the worker, beside a direct one, in one run. */
import { formatComparison, formatFigure, median, quantile } from "./measure.ts";
import type { Bench } from "./bench-setup.ts";
import { Arrivals, watchDirectly, watchedWhole, watchThroughWorker, writeEvents } from "./watch-arrivals.ts";

const prefix = "/bench-watch";
const writes = {
  total: 50_000,
  perSecond: 5000,
  perTxn: 10,
  keyOf: (index: number) => `${prefix}/${String(index % 1000).padStart(4, "0")}`,
};

export const watches: Bench = {
  name: "watches",
  run: async (setup) => {
    const watched = watchedWhole(prefix);
    const ours = new Arrivals(watched, writes.total);
    const direct = new Arrivals(watched, writes.total);
    const closeDirect = await watchDirectly(setup, watched, direct);
    const closeOurs = await watchThroughWorker(setup, [{ watched, arrivals: ours }]);
    const writtenPerSecond = await writeEvents(setup.etcd.endpoint, writes);
    await Promise.all([ours.complete(), direct.complete()]);
    closeOurs();
    closeDirect();
    const rest = `p99 ${quantile(ours.delaysMs, 0.99).toFixed(2)} ms, direct ${quantile(direct.delaysMs, 0.99).toFixed(2)} ms`;
    return [
      formatComparison({
        name: "watch: delay of an event, p50",
        ours: median(ours.delaysMs),
        direct: median(direct.delaysMs),
        unit: "ms",
        limit: { kind: "at most more", value: 5 },
      }),
      formatFigure(
        "watch: lost, repeated, out of order",
        `${ours.wrong} of ${ours.delaysMs.length} at ${writtenPerSecond.toFixed(0)} a second; ${rest}`,
        ours.wrong === 0 && ours.delaysMs.length === writes.total && direct.wrong === 0,
      ),
    ];
  },
};
