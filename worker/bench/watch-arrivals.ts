/** The events of a watch as they come, directly and through the worker. */
import { once } from "node:events";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import type { BenchSetup } from "./bench-setup.ts";
import { openCall } from "./post.ts";

const waitMs = 60_000;
const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** A range to watch, and which events come of it: every `step`th from `first` on. */
export interface Watched {
  readonly key: string;
  readonly rangeEnd: string;
  readonly first: number;
  readonly step: number;
}

/** The keys of one of several watches that take turns; `others` is how many there are. */
export function watchedPart(prefix: string, part: number, others: number): Watched {
  return { key: base64(`${prefix}/${part}/`), rangeEnd: base64(`${prefix}/${part}0`), first: part, step: others };
}

/** Those of all of them. */
export function watchedWhole(prefix: string): Watched {
  return { key: base64(`${prefix}/`), rangeEnd: base64(`${prefix}0`), first: 0, step: 1 };
}

/** Each value says which event it is, and when it was sent. */
export class Arrivals {
  readonly delaysMs: number[] = [];
  /** Events that were not the next. */
  wrong = 0;
  readonly #watched: Watched;
  readonly #total: number;
  readonly #done = Promise.withResolvers<void>();

  constructor(watched: Watched, total: number) {
    this.#watched = watched;
    this.#total = total;
  }

  take(events: readonly unknown[], arrivedMs: number): void {
    const { first, step } = this.#watched;
    for (const event of events) {
      const value = Buffer.from(String(Object(event).kv.value), "base64").toString("utf8");
      const [index, sentMs] = value.split(" ").map(Number);
      if (index !== first + step * this.delaysMs.length) this.wrong++;
      this.delaysMs.push(arrivedMs - (sentMs ?? Number.NaN));
    }
    if (this.delaysMs.length >= this.#total) this.#done.resolve();
  }

  async complete(): Promise<void> {
    const timer = setTimeout(() => this.#done.resolve(), waitMs);
    await this.#done.promise;
    clearTimeout(timer);
  }
}

/** What is given ends it. */
export async function watchDirectly({ etcd }: BenchSetup, watched: Watched, arrivals: Arrivals): Promise<() => void> {
  const body = JSON.stringify({ create_request: { key: watched.key, range_end: watched.rangeEnd } });
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

/** All over one WebSocket. What is given ends them. */
export async function watchThroughWorker(
  { origin, etcd }: BenchSetup,
  watches: readonly { readonly watched: Watched; readonly arrivals: Arrivals }[],
): Promise<() => void> {
  const socket = new WebSocket(`${origin.replace(/^http/, "ws")}/api/etcd/watch`);
  const created = Promise.withResolvers<void>();
  let missing = watches.length;
  socket.addEventListener("message", ({ data }) => {
    const arrivedMs = performance.now();
    const message = Object(JSON.parse(String(data)));
    if ("events" in message) watches[Number(message.events.id)]?.arrivals.take(message.events.events, arrivedMs);
    else if ("created" in message) {
      if (--missing === 0) created.resolve();
    } else if (!("opened" in message)) created.reject(new Error(String(data)));
  });
  await once(socket, "open");
  socket.send(JSON.stringify({ open: { host: etcd.host, port: etcd.port } }));
  for (const [id, { watched }] of watches.entries()) {
    socket.send(JSON.stringify({ create: { id: String(id), key: watched.key, range_end: watched.rangeEnd } }));
  }
  await created.promise;
  return () => socket.close();
}

export interface Writes {
  readonly total: number;
  readonly perSecond: number;
  /** Events that one transaction makes. */
  readonly perTxn: number;
  /** The key of an event. */
  readonly keyOf: (index: number) => string;
}

/** Writes all events at the rate that is due; gives the rate that it was. */
export async function writeEvents(endpoint: string, { total, perSecond, perTxn, keyOf }: Writes): Promise<number> {
  const startedMs = performance.now();
  for (let first = 0; first < total; first += perTxn) {
    const earlyMs = startedMs + (first / perSecond) * 1000 - performance.now();
    if (earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs));
    const success = Array.from({ length: perTxn }, (_, at) => {
      const value = base64(`${first + at} ${performance.now().toFixed(3)}`);
      return { request_put: { key: base64(keyOf(first + at)), value } };
    });
    await callGateway(endpoint, "/v3/kv/txn", { success });
  }
  return total / ((performance.now() - startedMs) / 1000);
}
