/** Tasks that hold the page up for more than 50 ms, as the browser itself counts them. */
import type { Page } from "@playwright/test";

/** How long each such task took while `use` ran, in milliseconds. */
export async function longTasksDuring(page: Page, use: () => Promise<unknown>): Promise<readonly number[]> {
  const durations = await page.evaluateHandle(() => {
    const seen: number[] = [];
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: "longtask",
    });
    return seen;
  });
  try {
    await use();
    return await durations.jsonValue();
  } finally {
    await durations.dispose();
  }
}
