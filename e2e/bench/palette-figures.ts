/** What a key costs in the palette: until it is on the screen, and until the cluster's keys that start so are offered. */
import type { Page } from "@playwright/test";
import { atMost, quantile, type Figure } from "./page-setup.ts";

/** The palette waits so long for more to be typed before it asks etcd. */
const pauseMs = 120;

/** Types a key's name into the palette, letter by letter; each is offered before the next. `countMs`: one count of all. */
export async function typeInPalette(page: Page, name: string, countMs: number): Promise<readonly Figure[]> {
  const requests: number[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/etcd/query")) requests.push(performance.now());
  });
  await page.keyboard.press("ControlOrMeta+k");
  const query = page.getByRole("combobox", { name: "Key, prefix or command" });
  await query.waitFor();
  const frames = await page.evaluateHandle(() => {
    const seen: number[] = [];
    const onKey = () => {
      const startedMs = performance.now();
      // In the task after the frame, it has been drawn.
      requestAnimationFrame(() => setTimeout(() => seen.push(performance.now() - startedMs)));
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return seen;
  });
  const offered: number[] = [];
  const asked: number[] = [];
  for (let end = 1; end <= name.length; end++) {
    const before = requests.length;
    const startedMs = performance.now();
    await page.keyboard.press(name.charAt(end - 1));
    await page
      .getByRole("option", { name: new RegExp(`^${name.slice(0, end)}.*(?:key|keys|prefix)$`) })
      .first()
      .waitFor();
    offered.push(performance.now() - startedMs - pauseMs);
    asked.push(requests.length - before);
  }
  await page.keyboard.press("Escape");
  const strokes = await frames.jsonValue();
  await frames.dispose();
  const note = `one count_only: ${countMs.toFixed(0)} ms`;
  return [
    atMost("palette: a key until it is drawn, p95", quantile(strokes, 0.95), 50, "ms", `${strokes.length} keys`),
    atMost("palette: keys offered after the pause, median", quantile(offered, 0.5), 2 * countMs + 100, "ms", note),
    atMost("palette: requests of one text, most", Math.max(...asked), 12, ""),
  ];
}
