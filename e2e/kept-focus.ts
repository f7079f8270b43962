import { expect, type Page } from "@playwright/test";

/**
 * The focus is on something that is there and can have it, and not on the page's body: there a screen reader says
 * nothing, and Tab begins anywhere. Gives what has it, as one would name it.
 */
export async function expectFocusKept(page: Page, act: string): Promise<string> {
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: element } = document;
      if (!(element instanceof HTMLElement) || element === document.body) return "body";
      if (element.matches(":disabled")) return "something disabled";
      return element.getAttribute("aria-label") ?? element.innerText.trim().split("\n", 1)[0] ?? element.tagName;
    });
  await expect.poll(focused, act).not.toMatch(/^body$|^something disabled$/);
  return focused();
}
