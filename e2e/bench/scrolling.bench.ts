/** 100,000 rows that are loaded, scrolled through: how long frames take, and whether anything holds the page up. */
import { atMost, fill, quantile, type PageBench } from "./page-setup.ts";
import { scrollFrames } from "./scroll-frames.ts";

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
      const { frames, longTasks } = await scrollFrames(page, { selector: "[role=tree]", step: pixels, seconds });
      const note = `median ${quantile(frames, 0.5).toFixed(1)} ms of ${frames.length} frames`;
      figures.push(atMost(`scrolling ${name}: frame, p95`, quantile(frames, 0.95), 20, "ms", note));
      figures.push(
        atMost(`scrolling ${name}: longest task`, Math.max(0, ...longTasks), 50, "ms", `${longTasks.length} long`),
      );
    }
    return figures;
  },
};
