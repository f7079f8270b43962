/** A transaction of 128 operations: what a keystroke in one of its rows costs, from the key going down to the paint. */
import { atMost, quantile, type PageBench } from "./world.ts";

const strokes = 100;
/** One frame at 60 Hz. */
const limitMs = 16;

export const builder: PageBench = {
  name: "builder",
  run: async ({ page, keysUrl }) => {
    await page.goto(new URL("/c/bench/txn", keysUrl("")).href);
    const lines = Array.from({ length: 128 }, (_, at) => `put /bench/${at} "value ${at}"`);
    await page.getByRole("textbox", { name: "The transaction as etcdctl" }).fill(`\n${lines.join("\n")}\n`);
    await page.getByRole("combobox", { name: "Key" }).nth(64).click();
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
    const { worked, painted } = await page.evaluate((): { worked: number[]; painted: number[] } =>
      Reflect.get(window, "strokes"),
    );
    const note = `median ${quantile(worked, 0.5).toFixed(1)} ms of ${worked.length} keystrokes`;
    // The paint waits for the next frame, which may be a whole one away.
    const paint = `95% ${quantile(painted, 0.95).toFixed(1)} ms`;
    return [
      atMost("builder, 128 operations: keystroke, 95%", quantile(worked, 0.95), limitMs, "ms", note),
      atMost("builder, 128 operations: to the paint, median", quantile(painted, 0.5), 2 * limitMs, "ms", paint),
    ];
  },
};
