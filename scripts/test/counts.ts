/** How many tests of a suite passed and failed, from what its runner reported. */

export interface Counts {
  passed: number;
  failed: number;
}

/** The number at a path of keys; 0 where there is none. */
function numberAt(value: unknown, ...path: readonly string[]): number {
  let at: unknown = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null) return 0;
    const entries: [string, unknown][] = Object.entries(at);
    at = entries.find(([name]) => name === key)?.[1];
  }
  return typeof at === "number" ? at : 0;
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

/**
 * A suite that crashed, reported nothing, or ran no test at all has failed, whatever else it says: silence must not
 * look like success.
 */
function judge(passed: number, failed: number, ok: boolean): Counts {
  const silent = passed + failed === 0;
  return { passed, failed: failed === 0 && (!ok || silent) ? 1 : failed };
}

/** Counts from Vitest's JSON report; `ok` says whether the runner itself ended well. */
export function countVitest(report: string | undefined, ok: boolean): Counts {
  const json = parseJson(report);
  return judge(numberAt(json, "numPassedTests"), numberAt(json, "numFailedTests"), ok);
}

/** Counts from Playwright's JSON report. A flaky test has failed: it is retried nowhere, so it should not be there. */
export function countPlaywright(report: string | undefined, ok: boolean): Counts {
  const json = parseJson(report);
  const failed = numberAt(json, "stats", "unexpected") + numberAt(json, "stats", "flaky");
  return judge(numberAt(json, "stats", "expected"), failed, ok);
}
