import { largestTtlSeconds } from "@etcd-explorer/shared/model/lease";

/** What is wrong with a TTL that is none. */
export const ttlProblem = "Enter a whole number from 1 to 9,000,000,000";

/** Reads a TTL as it is typed, in seconds; undefined: etcd would not take it. */
export function parseTtl(text: string): bigint | undefined {
  const seconds = /^\d{1,12}$/.test(text.trim()) ? BigInt(text.trim()) : undefined;
  return seconds !== undefined && seconds >= 1n && seconds <= largestTtlSeconds ? seconds : undefined;
}

const units: readonly (readonly [name: string, seconds: bigint])[] = [
  ["d", 86_400n],
  ["h", 3600n],
  ["min", 60n],
  ["s", 1n],
];

/** What a lease has left, in its two largest units: `58 s`, `9 min 58 s`, `2 d 3 h`. Negative, as etcd says it: `ended`. */
export function formatTtl(seconds: bigint | number): string {
  let rest = BigInt(seconds);
  if (rest < 0n) return "ended";
  const first = units.findIndex(([, size]) => rest >= size);
  if (first === -1) return "0 s";
  const parts: string[] = [];
  for (const [name, size] of units.slice(first, first + 2)) {
    const count = rest / size;
    rest %= size;
    if (count > 0n) parts.push(`${count.toLocaleString("en")} ${name}`);
  }
  return parts.join(" ");
}
