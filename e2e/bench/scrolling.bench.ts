/** 100,000 rows that are loaded, scrolled through: how long frames take, and whether anything holds the page up. */
import type { Page } from "@playwright/test";
import { atMost, fill, quantile, type PageBench } from "./page-setup.ts";

const rows = 100_000;
const folders = 10;
const seconds = 6;

export const scrolling: PageBench = {
  name: "scrolling",
  run: async ({ endpoint, page, keysUrl }) => {
    const perFolder = rows / folders;
    await fill(endpoint, rows, (at) => `scroll/${Math.floor(at / perFolder)}/${String(at).padStart(6, "0")}`);
    await page.goto(keysUrl("scroll/"));
    const tree = page.getByRole("tree", { name: "Keys" });
    await tree.getByText(`${folders - 1}/`, { exact: true }).waitFor();
    await tree.focus();
    // From the last folder up: what opens, opens behind those that are still closed.
    await page.keyboard.press("End");
    for (let folder = 0; folder < folders; folder++) {
      await page.keyboard.press("*");
      await page.getByRole("dialog").getByRole("button", { name: "Expand all" }).click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await page.keyboard.press("ArrowUp");
    }
    const loaded = await tree.evaluate((element) => element.scrollHeight / 26);
    if (loaded !== rows + folders) throw new Error(`${loaded} rows are there, and not ${rows + folders}`);
    const figures = [];
    for (const [name, pixels] of [
      ["slowly", 40],
      ["fast", 900],
    ] as const) {
      const { frames, longTasks } = await scroll(page, pixels);
      const note = `median ${quantile(frames, 0.5).toFixed(1)} ms of ${frames.length} frames`;
      figures.push(atMost(`scrolling ${name}: frame, p95`, quantile(frames, 0.95), 20, "ms", note));
      figures.push(
        atMost(`scrolling ${name}: longest task`, Math.max(0, ...longTasks), 50, "ms", `${longTasks.length} long`),
      );
    }
    return figures;
  },
};

/** Scrolls by so many pixels a frame; the time of every frame, and of tasks that took more than 50 ms. */
async function scroll(page: Page, pixels: number): Promise<{ frames: number[]; longTasks: number[] }> {
  return page.evaluate(
    ({ step, lastMs }) =>
      new Promise((resolve) => {
        const tree = document.querySelector("[role=tree]");
        if (tree === null) throw new Error("there is no tree");
        tree.scrollTop = 0;
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
          tree.scrollTop += step;
          if (nowMs - startedMs < lastMs) requestAnimationFrame(onFrame);
          else {
            observer.disconnect();
            resolve({ frames: frames.slice(2), longTasks });
          }
        };
        requestAnimationFrame(onFrame);
      }),
    { step: pixels, lastMs: seconds * 1000 },
  );
}
