/** A transaction of 128 operations: what a keystroke in one of its rows costs, from the key going down to the paint. */
import type { Page } from "@playwright/test";
import { atMost, quantile, type PageBench } from "./page-setup.ts";

const strokes = 100;
/** One frame at 60 Hz. */
const limitMs = 16;

interface Strokes {
  /** Until the page is ready for the next one. */
  readonly worked: readonly number[];
  readonly painted: readonly number[];
}

export const builder: PageBench = {
  name: "builder",
  run: async ({ page, keysUrl }) => {
    // What a key costs in this browser on this machine just now, in a page that does nothing.
    await page.setContent('<input aria-label="Bare">');
    await page.getByRole("textbox", { name: "Bare" }).click();
    const bare = await typeInto(page);

    await page.goto(new URL("/c/bench/txn", keysUrl("")).href);
    const lines = Array.from({ length: 128 }, (_, at) => `put /bench/${at} "value ${at}"`);
    await page.getByRole("textbox", { name: "Transaction as etcdctl" }).fill(`\n${lines.join("\n")}\n`);
    await page.getByRole("combobox", { name: "Key" }).nth(64).click();
    const { worked, painted } = await typeInto(page);
    const slow = quantile(worked, 0.95);
    const bareSlow = quantile(bare.worked, 0.95);
    const note = `95% ${slow.toFixed(1)} ms, in a bare field ${bareSlow.toFixed(1)} ms; medians ${[worked, bare.worked]
      .map((all) => `${quantile(all, 0.5).toFixed(1)} ms`)
      .join(" and ")}`;
    // The paint waits for the next frame, which may be a whole one away.
    const paint = `95% ${quantile(painted, 0.95).toFixed(1)} ms`;
    return [
      atMost("builder, 128 operations: keystroke, 95%", Math.max(0, slow - bareSlow), limitMs, "ms", note),
      atMost("builder, 128 operations: to the paint, median", quantile(painted, 0.5), 2 * limitMs, "ms", paint),
    ];
  },
};

/** Types into what has the focus. */
async function typeInto(page: Page): Promise<Strokes> {
  await page.evaluate(() => {
    const [worked, painted]: [number[], number[]] = [[], []];
    let start = 0;
    window.addEventListener("keydown", () => (start = performance.now()), true);
    const onInput = () => {
      const begun = start;
      setTimeout(() => worked.push(performance.now() - begun));
      // What runs behind a frame's own callbacks runs after its paint.
      requestAnimationFrame(() => setTimeout(() => painted.push(performance.now() - begun)));
    };
    window.addEventListener("input", onInput, true);
    Object.assign(window, { strokes: { worked, painted } });
  });
  for (let at = 0; at < strokes; at++) await page.keyboard.type("x", { delay: 30 });
  return await page.evaluate((): Strokes => Reflect.get(window, "strokes"));
}
