/** Scrolls an element in the page, frame by frame. */
import type { Page } from "@playwright/test";

export interface ScrollPace {
  /** CSS selector of what scrolls. */
  readonly selector: string;
  /** Pixels a frame while it moves. */
  readonly step: number;
  readonly seconds: number;
  /** Milliseconds that it moves, and then rests; 0: it never rests. */
  readonly movesMs?: number;
}

/** The time of every frame, and of tasks that took more than 50 ms. */
export async function scrollFrames(
  page: Page,
  { selector, step, seconds, movesMs = 0 }: ScrollPace,
): Promise<{ frames: number[]; longTasks: number[] }> {
  return page.evaluate(
    ({ selector: what, pixels, lastMs, restsAfterMs }) =>
      new Promise((resolve) => {
        const scrolled = document.querySelector(what);
        if (scrolled === null) throw new Error(`there is no ${what}`);
        scrolled.scrollTop = 0;
        const frames: number[] = [];
        const longTasks: number[] = [];
        const observer = new PerformanceObserver((list) => {
          longTasks.push(...list.getEntries().map(({ duration }) => duration));
        });
        observer.observe({ type: "longtask" });
        const startedMs = performance.now();
        let beforeMs = startedMs;
        const onFrame = (nowMs: number) => {
          frames.push(nowMs - beforeMs);
          beforeMs = nowMs;
          const isMoving = restsAfterMs === 0 || Math.floor((nowMs - startedMs) / restsAfterMs) % 2 === 0;
          if (isMoving) scrolled.scrollTop += pixels;
          if (nowMs - startedMs < lastMs) requestAnimationFrame(onFrame);
          else {
            observer.disconnect();
            resolve({ frames: frames.slice(2), longTasks });
          }
        };
        requestAnimationFrame(onFrame);
      }),
    { selector, pixels: step, lastMs: seconds * 1000, restsAfterMs: movesMs },
  );
}
