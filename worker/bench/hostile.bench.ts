/** Hostile servers: what others wait for meanwhile, whether each attack ends in time, and what memory is left behind. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import * as z from "zod/mini";
import { formatFigure, quantile, timed, type Figure } from "./measure.ts";
import { postAny } from "./post.ts";
import { residentBytes } from "./process-memory.ts";
import type { Bench, BenchSetup } from "./bench-setup.ts";

const attackers = 4;
/** So long does an attacker wait before the next request: what it floods with is the answer. */
const restMs = 100;
const attackMs = 3_000;
const timeoutMs = 2_000;
/** As the app asks. */
const asTheApp = { maxResponseBytes: 16 * 1024 * 1024, parsedOnly: true };
const limits = { othersMs: 200, memoryMb: 200 };
/** A whole answer of the largest size that may be asked for: it is held, once as bytes, once as text and once as ours. */
const largestLimits = { othersMs: 400, memoryMb: 320 };

const largest = "a string of 16 MiB";
const atOnce = 40;
/** Those that wait hold their free megabyte each, in a room of two to four. */
const atOnceMb = 450;

/** What honest use alone may leave behind: 148 MB where V8 collects when it likes. */
const usual = { reads: 4_000, memoryMb: 110 };

export const hostile: Bench = {
  name: "hostile",
  run: async (setup) => {
    const servers = fork(join(import.meta.dirname, "hostile-server.ts"), { stdio: "inherit" });
    try {
      const [told] = await once(servers, "message");
      const figures: Figure[] = [await usualReads(setup)];
      const quiet = await others(setup, async () => undefined, attackMs);
      const calm = `others p99 ${quantile(quiet, 0.99).toFixed(0)} ms (${quiet.length}); workerd ${residentMb(setup.pid).toFixed(0)} MB`;
      figures.push(formatFigure("no attack", calm, true));
      for (const [name, port] of Object.entries(z.record(z.string(), z.number()).parse(told))) {
        figures.push(await attack(setup, name, port));
        if (name === largest) figures.push(await manyAtOnce(setup, port));
      }
      // What an attack leaves behind is given back by the next garbage collection, which comes with use.
      await others(setup, async () => undefined, 3_000);
      const left = residentMb(setup.pid);
      figures.push(formatFigure("after all attacks", `workerd ${left.toFixed(0)} MB`, left < limits.memoryMb));
      return figures;
    } finally {
      servers.disconnect();
    }
  },
};

async function attack(setup: BenchSetup, name: string, port: number): Promise<Figure> {
  const body = JSON.stringify({ host: "127.0.0.1", port, path: "/v3/kv/range", timeout: timeoutMs, ...asTheApp });
  const tookMs: number[] = [];
  let most = residentMb(setup.pid);
  const times = await others(
    setup,
    async (isOver) => {
      while (!isOver()) {
        tookMs.push(await timed(() => postAny(`${setup.origin}/api/etcd/query`, body)));
        await new Promise((resolve) => setTimeout(resolve, restMs));
      }
    },
    attackMs,
    () => (most = Math.max(most, residentMb(setup.pid))),
  );
  const { othersMs, memoryMb } = name === largest ? largestLimits : limits;
  const [p99, longest] = [quantile(times, 0.99), Math.max(...tookMs)];
  return formatFigure(
    name,
    `others p99 ${p99.toFixed(0)} ms (${times.length}); ${tookMs.length} attacks, longest ${longest.toFixed(0)} ms; workerd ${most.toFixed(0)} MB`,
    p99 < othersMs && longest < timeoutMs + 1_000 && most < memoryMb,
  );
}

/** Many honest answers of the largest size at once: they are held one after the other. */
async function manyAtOnce(setup: BenchSetup, port: number): Promise<Figure> {
  const body = JSON.stringify({ host: "127.0.0.1", port, path: "/v3/kv/range", timeout: 60_000, ...asTheApp });
  const before = residentMb(setup.pid);
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, residentMb(setup.pid))), 20);
  const tookMs = await timed(() =>
    Promise.all(Array.from({ length: atOnce }, () => postAny(`${setup.origin}/api/etcd/query`, body))),
  );
  clearInterval(looking);
  const told = `${before.toFixed(0)} MB before, at most ${most.toFixed(0)}, ${residentMb(setup.pid).toFixed(0)} after; ${(tookMs / 1000).toFixed(1)} s`;
  return formatFigure(`${atOnce} answers of 16 MiB at once`, told, most < atOnceMb);
}

/** Many small reads and no attack: sockets and streams that were not collected add up. */
async function usualReads(setup: BenchSetup): Promise<Figure> {
  const body = smallRead(setup);
  for (let count = 0; count < usual.reads; count += attackers) {
    const reads = Array.from({ length: attackers }, () => postAny(`${setup.origin}/api/etcd/query`, body));
    await Promise.all(reads);
  }
  const left = residentMb(setup.pid);
  return formatFigure(`${usual.reads} small reads`, `workerd ${left.toFixed(0)} MB`, left < usual.memoryMb);
}

function smallRead({ etcd: { host, port } }: BenchSetup): string {
  return JSON.stringify({ host, port, path: "/v3/kv/range", body: '{"key":"YQ=="}' });
}

/** Small reads, one after the other, while attackers do what `use` does; how long each took. */
async function others(
  setup: BenchSetup,
  use: (isOver: () => boolean) => Promise<void>,
  forMs: number,
  look: () => void = () => undefined,
): Promise<readonly number[]> {
  const read = smallRead(setup);
  const untilMs = performance.now() + forMs;
  const isOver = (): boolean => performance.now() >= untilMs;
  const attacking = Array.from({ length: attackers }, () => use(isOver));
  const times: number[] = [];
  while (!isOver()) {
    times.push(await timed(() => postAny(`${setup.origin}/api/etcd/query`, read)));
    look();
  }
  await Promise.all(attacking);
  look();
  return times;
}

/** Anonymous memory, as in the other benches. */
function residentMb(pid: number): number {
  return residentBytes(pid) / 1e6;
}
