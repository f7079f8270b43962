/** How long the fuzz tests run: a bounded number of cases in `npm test`, a bounded time in `pnpm fuzz`. */
import type { Parameters } from "fast-check";

const seconds = Number(process.env["FUZZ_SECONDS"] ?? "0");

/** fast-check's parameters for a property that is also fuzzed. `cases`: how many in `npm test`. */
export function fuzz(cases: number): Parameters<unknown> {
  if (!(seconds > 0)) return { numRuns: cases };
  return {
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: seconds * 1000,
    // Out of time without a counter-example is what one hopes for.
    markInterruptAsFailure: false,
  };
}
