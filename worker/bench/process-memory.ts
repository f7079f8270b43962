/** What the kernel says of a process's memory. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

export interface MemoryWatch {
  /** Resident bytes when the watch began. */
  readonly startBytes: number;
  /** Ends the watch; the most that was resident while it ran. */
  readonly stop: () => number;
}

/** Resident bytes of a process (Linux). Anonymous memory only: the program's own pages come and go with the page cache. */
export function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`The kernel tells nothing of the memory of process ${pid}`);
  return Number(kilobytes) * 1024;
}

/** Watches a process's memory, a look every 5 ms. */
export function watchMemory(pid: number): MemoryWatch {
  const startBytes = residentBytes(pid);
  let mostBytes = startBytes;
  const timer = setInterval(() => {
    mostBytes = Math.max(mostBytes, residentBytes(pid));
  }, 5);
  return {
    startBytes,
    stop: () => {
      clearInterval(timer);
      return Math.max(mostBytes, residentBytes(pid));
    },
  };
}

/** Watches this process's own heap and buffers, from a clean start; `stop` gives the most that they grew, garbage included. */
export function watchHeap(): { readonly stop: () => number } {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  const startBytes = used();
  let mostBytes = startBytes;
  const timer = setInterval(() => {
    mostBytes = Math.max(mostBytes, used());
  }, 5);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.max(mostBytes, used()) - startBytes;
    },
  };
}

function used(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
