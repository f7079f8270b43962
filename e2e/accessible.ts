/** What axe finds on the screen as it is now. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** The rules of WCAG 2.1, levels A and AA, and what axe thinks good besides. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/** No violation of WCAG AA on what is on the screen, and no dialog that scrolls for the sake of some pixels. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolation(builder(page).withTags(tags));
  expect(await page.getByRole("dialog").evaluateAll(scrolledForLittle)).toEqual([]);
}

/** The same, and in the other theme the contrast: all else is the same in both. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await expectAccessible(page);
  await switchTheme(page);
  await expectNoViolation(builder(page).withRules(["color-contrast"]));
  await switchTheme(page);
}

/** By how many pixels a dialog scrolls that would fit but for its own padding. */
function scrolledForLittle(dialogs: readonly Element[]): number[] {
  return dialogs
    .map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)
    .filter((hidden) => hidden > 0 && hidden < 16);
}

function builder(page: Page): AxeBuilder {
  // There is one frame: axe need not open a page of its own to gather what it found.
  return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
}

async function expectNoViolation(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(" | ")}`);
  expect(told).toEqual([]);
}

/** As the product's own switch does it, without leaving what has the focus. */
async function switchTheme(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    dataset["theme"] = dataset["theme"] === "light" ? "dark" : "light";
  });
}
