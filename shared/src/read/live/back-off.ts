/** When something that failed is tried again. */
const shortestMs = 500;
const longestMs = 30_000;

/** No wait is longer. */
export const longestBackOffMs: number = longestMs * 1.5;

/**
 * How long to wait after that many failures in a row: twice as long each time, half a second to half a minute, and by
 * `random` (from 0 up to 1) up to half less or more, so that many pages do not come back in one moment.
 */
export function backOffMs(failures: number, random: number): number {
  const base = Math.min(longestMs, shortestMs * 2 ** Math.max(0, failures - 1));
  return Math.round(base * (0.5 + random));
}
