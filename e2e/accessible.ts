/** What axe finds on the screen as it is now. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";

declare global {
  interface Window {
    axe?: { run(context: Document, options: RunOptions): Promise<AxeResults> };
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.1, levels A and AA, and what axe thinks good besides. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/** No violation of WCAG AA on what is on the screen, and no dialog that scrolls for the sake of some pixels. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolation(page, { type: "tag", values: tags });
  expect(await page.getByRole("dialog").evaluateAll(scrolledForLittle)).toEqual([]);
}

/** The same, and in the other theme the contrast: all else is the same in both. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await expectAccessible(page);
  await switchTheme(page);
  await expectNoViolation(page, { type: "rule", values: ["color-contrast"] });
  await switchTheme(page);
}

/** By how many pixels a dialog scrolls that would fit but for its own padding. */
function scrolledForLittle(dialogs: readonly Element[]): number[] {
  return dialogs
    .map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)
    .filter((hidden) => hidden > 0 && hidden < 16);
}

async function expectNoViolation(page: Page, runOnly: NonNullable<RunOptions["runOnly"]>): Promise<void> {
  // Once a page: to read axe again and to run it cold takes longer than the run itself.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const told = await page.evaluate(async (only) => {
    const results = await window.axe?.run(document, { runOnly: only, resultTypes: ["violations"] });
    return results?.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(" | ")}`,
    );
  }, runOnly);
  expect(told).toEqual([]);
}

/** As the product's own switch does it, without leaving what has the focus. */
async function switchTheme(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    dataset["theme"] = dataset["theme"] === "light" ? "dark" : "light";
  });
}
