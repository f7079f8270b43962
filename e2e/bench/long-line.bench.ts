/**
 * A value of one line of a megabyte: what a keystroke in it costs beside one in a short value, as it is stored and in its
 * formatted view, and its comparison.
 */
import type { Page } from "@playwright/test";
import { atMost, quantile, type PageBench } from "./page-setup.ts";

const strokes = 40;
const key = "/bench/line";
const longLine = JSON.stringify(Array.from({ length: 24_000 }, (_, at) => ({ id: at, name: `item ${at}`, on: true })));

export const longLineBench: PageBench = {
  name: "long-line",
  run: async ({ page, endpoint, keysUrl }) => {
    const typed: number[] = [];
    const toggle = page.getByRole("button", { name: "Toggle formatted view" });
    for (const [value, isFormatted] of [
      ['{"a":1}', false],
      [longLine, true],
      [longLine, false],
    ] as const) {
      await put(endpoint, value);
      await page.goto("about:blank");
      await page.goto(`${keysUrl("")}&key=${encodeURIComponent(key)}`);
      await page.getByText("valid JSON", { exact: true }).waitFor();
      if ((await toggle.getAttribute("aria-pressed")) !== String(isFormatted)) await toggle.click();
      typed.push(quantile(await typeIn(page, isFormatted ? "1" : " "), 0.95));
      await page.getByRole("button", { name: "Discard" }).click();
    }
    const [short = Number.NaN, formatted = Number.NaN, long = Number.NaN] = typed;
    await page.getByRole("textbox", { name: "Value" }).focus();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.type(" ");
    const tab = page.getByRole("tab", { name: "Diff" });
    const begun = performance.now();
    await tab.click();
    await page.locator("[data-kind=added]").waitFor();
    const size = `${(longLine.length / 1e6).toFixed(1)} MB`;
    return [
      atMost("long line: keystroke, 95%", long, 100, "ms", `${size}; in a short value ${short.toFixed(1)} ms`),
      atMost("long line, formatted: keystroke, 95%", formatted, 100, "ms", size),
      atMost("long line: to its diff", performance.now() - begun, 1000, "ms", size),
    ];
  },
};

const base64 = (text: string) => Buffer.from(text).toString("base64");

async function put(endpoint: string, value: string): Promise<void> {
  const body = JSON.stringify({ key: base64(key), value: base64(value) });
  const response = await fetch(`${endpoint}/v3/kv/put`, { method: "POST", body });
  if (!response.ok) throw new Error(`put: ${response.status}`);
}

/** Milliseconds from each key going down to the paint after it. */
async function typeIn(page: Page, sign: string): Promise<number[]> {
  await page.getByRole("textbox", { name: "Value" }).focus();
  await page.keyboard.press("ControlOrMeta+Home");
  // Formatted, white space is no edit: there a number grows, on the third line.
  if (sign !== " ") for (const name of ["ArrowDown", "ArrowDown", "End", "ArrowLeft"]) await page.keyboard.press(name);
  await page.evaluate(() => {
    const painted: number[] = [];
    let start = 0;
    window.addEventListener("keydown", () => (start = performance.now()), true);
    const onInput = () => {
      const at = start;
      requestAnimationFrame(() => setTimeout(() => painted.push(performance.now() - at)));
    };
    window.addEventListener("input", onInput, true);
    Object.assign(window, { painted });
  });
  for (let at = 0; at < strokes; at++) await page.keyboard.type(sign, { delay: 60 });
  return await page.evaluate((): number[] => Reflect.get(window, "painted"));
}
