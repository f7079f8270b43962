/** Measuring, and saying what was measured. */

/** Which of the sorted values lies at that share of the way, from 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** How long `use` takes, in milliseconds. */
export async function timed(use: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await use();
  return performance.now() - startedMs;
}

const rounds = 400;
const warmUp = 100;

/** The median of each, in milliseconds; taken turn by turn, so that what else the machine does meets all of them. */
export async function medians(uses: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
  const times = uses.map((): number[] => []);
  for (let round = 0; round < rounds + warmUp; round++) {
    for (const [at, use] of uses.entries()) {
      const tookMs = await timed(use);
      if (round >= warmUp) times[at]?.push(tookMs);
    }
  }
  return times.map(median);
}

/** A figure beside the one that it is measured by, and what must hold of the two. */
export interface Comparison {
  readonly name: string;
  readonly ours: number;
  readonly direct: number;
  readonly unit: string;
  /** The ratio ours : direct, or the difference, that is still good. */
  readonly limit: { readonly kind: "at most" | "at least" | "at most more"; readonly value: number };
}

export interface Figure {
  readonly text: string;
  readonly holds: boolean;
}

/** `small range, p50   ours 1.53 ms   direct 0.61 ms   2.51 x   at most 3.5 x   holds` */
export function formatComparison({ name, ours, direct, unit, limit }: Comparison): Figure {
  const isDifference = limit.kind === "at most more";
  const value = isDifference ? ours - direct : ours / direct;
  const holds = limit.kind === "at least" ? value >= limit.value : value <= limit.value;
  const of = isDifference ? ` ${unit}` : " x";
  const cells = [
    name.padEnd(34),
    `ours ${ours.toFixed(2)} ${unit}`.padEnd(20),
    `direct ${direct.toFixed(2)} ${unit}`.padEnd(22),
    `${isDifference ? "+" : ""}${value.toFixed(2)}${of}`.padEnd(12),
    `${limit.kind} ${limit.value}${of}`.padEnd(22),
    holds ? "holds" : "FAILS",
  ];
  return { text: cells.join(""), holds };
}

/** A figure that stands by itself. */
export function formatFigure(name: string, value: string, holds: boolean): Figure {
  return { text: `${name.padEnd(34)}${value.padEnd(76)}${holds ? "holds" : "FAILS"}`, holds };
}
