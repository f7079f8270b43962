/** What a lease has left, counted from when it was read. */

export interface LeaseReading {
  /** Negative: there was no such lease. */
  readonly ttlSeconds: bigint;
  readonly grantedTtlSeconds: bigint;
  /** When it was read, in milliseconds since 1970. */
  readonly readAtMs: number;
}

/** Whole seconds left; 0: due to end, unless somebody keeps it alive; undefined: it was not there. */
export function secondsLeft({ ttlSeconds, readAtMs }: LeaseReading, nowMs: number): bigint | undefined {
  if (ttlSeconds < 0n) return undefined;
  const passed = BigInt(Math.max(0, Math.floor((nowMs - readAtMs) / 1000)));
  return passed >= ttlSeconds ? 0n : ttlSeconds - passed;
}

const units: readonly (readonly [name: string, seconds: bigint])[] = [
  ["d", 86_400n],
  ["h", 3600n],
  ["m", 60n],
  ["s", 1n],
];

/** `58 s`, `9 m 58 s`, `2 d 3 h`: the two largest units. */
export function formatSeconds(seconds: bigint): string {
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first === -1) return "0 s";
  const parts: string[] = [];
  let rest = seconds;
  for (const [name, size] of units.slice(first, first + 2)) {
    const count = rest / size;
    rest %= size;
    if (count > 0n) parts.push(`${count.toLocaleString("en")} ${name}`);
  }
  return parts.join(" ");
}

/** The countdown in words. */
export function describeLeft(reading: LeaseReading, nowMs: number): string {
  const left = secondsLeft(reading, nowMs);
  if (left === undefined) return "ended";
  return left === 0n ? "due to end" : formatSeconds(left);
}
