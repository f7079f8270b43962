/** A watch at full rate: 50,000 events at 5,000 a second through the worker, beside a direct one, in one run. */
import { once } from "node:events";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { formatComparison, formatFigure, median, quantile } from "./measure.ts";
import { openCall } from "./post.ts";
import type { Bench, BenchSetup } from "./bench-setup.ts";

const total = 50_000;
const perSecond = 5000;
/** Events that one transaction makes. */
const perTxn = 10;
const waitMs = 60_000;
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const key = base64("/bench-watch/");
const rangeEnd = base64("/bench-watch0");

export const watches: Bench = {
  name: "watches",
  run: async (setup) => {
    const ours = new Arrivals();
    const direct = new Arrivals();
    const closeDirect = await watchDirectly(setup, direct);
    const closeOurs = await watchThroughWorker(setup, ours);
    const writtenPerSecond = await write(setup.etcd.endpoint);
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
        ours.wrong === 0 && ours.delaysMs.length === total && direct.wrong === 0,
      ),
    ];
  },
};

/** The events of one watch as they come. Each value says which it is, and when it was sent. */
class Arrivals {
  readonly delaysMs: number[] = [];
  /** Events that were not the next. */
  wrong = 0;
  readonly #done = Promise.withResolvers<void>();

  take(events: readonly unknown[], arrivedMs: number): void {
    for (const event of events) {
      const value = Buffer.from(String(Object(event).kv.value), "base64").toString("utf8");
      const [index, sentMs] = value.split(" ").map(Number);
      if (index !== this.delaysMs.length) this.wrong++;
      this.delaysMs.push(arrivedMs - (sentMs ?? Number.NaN));
    }
    if (this.delaysMs.length >= total) this.#done.resolve();
  }

  async complete(): Promise<void> {
    const timer = setTimeout(() => this.#done.resolve(), waitMs);
    await this.#done.promise;
    clearTimeout(timer);
  }
}

async function watchDirectly({ etcd }: BenchSetup, arrivals: Arrivals): Promise<() => void> {
  const body = JSON.stringify({ create_request: { key, range_end: rangeEnd } });
  const answer = await openCall(`${etcd.endpoint}/v3/watch`, body);
  let rest = "";
  answer.setEncoding("utf8").on("data", (text: string) => {
    const arrivedMs = performance.now();
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.trim() !== "") arrivals.take(Object(JSON.parse(line)).result.events ?? [], arrivedMs);
    }
  });
  return () => answer.destroy();
}

async function watchThroughWorker({ origin, etcd }: BenchSetup, arrivals: Arrivals): Promise<() => void> {
  const socket = new WebSocket(`${origin.replace(/^http/, "ws")}/api/etcd/watch`);
  const created = Promise.withResolvers<void>();
  socket.addEventListener("message", ({ data }) => {
    const arrivedMs = performance.now();
    const message = Object(JSON.parse(String(data)));
    if ("events" in message) arrivals.take(message.events.events, arrivedMs);
    else if ("created" in message) created.resolve();
    else if (!("opened" in message)) created.reject(new Error(String(data)));
  });
  await once(socket, "open");
  socket.send(JSON.stringify({ open: { host: etcd.host, port: etcd.port } }));
  socket.send(JSON.stringify({ create: { id: "bench", key, range_end: rangeEnd } }));
  await created.promise;
  return () => socket.close();
}

/** Writes all events at the rate that is due; gives the rate that it was. */
async function write(endpoint: string): Promise<number> {
  const startedMs = performance.now();
  for (let first = 0; first < total; first += perTxn) {
    const earlyMs = startedMs + (first / perSecond) * 1000 - performance.now();
    if (earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs));
    await callGateway(endpoint, "/v3/kv/txn", {
      success: Array.from({ length: perTxn }, (_, at) => putOf(first + at)),
    });
  }
  return total / ((performance.now() - startedMs) / 1000);
}

function putOf(index: number): object {
  const name = base64(`/bench-watch/${String(index % 1000).padStart(4, "0")}`);
  return { request_put: { key: name, value: base64(`${index} ${performance.now().toFixed(3)}`) } };
}
