/** Sizes for people, in etcdctl's units and with its rounding, so that both show one figure. */

const units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

/**
 * A size in bytes: `118 B`, `1.4 kB`, `430 kB`, `2.1 GB` (steps of 1,000). Source: go-humanize, Bytes: one decimal
 * below ten, none above; what is just short of the next unit stays in its own (`1000 kB`).
 */
export function formatBytes(size: number | string): string {
  const bytes = Number(size);
  if (bytes < 10) return `${Math.round(bytes)} B`;
  let power = 0;
  while (power < units.length - 1 && bytes >= 1000 ** (power + 1)) power++;
  const value = Math.floor((bytes / 1000 ** power) * 10 + 0.5) / 10;
  return `${value < 10 ? value.toFixed(1) : roundToEven(value)} ${units[power]}`;
}

/** Go's `%.0f` takes the even neighbour of a half: 12.5 is written 12, and 13.5 as 14. */
function roundToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
