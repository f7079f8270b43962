import { expect, type BrowserContext, type Page } from "@playwright/test";

/** Where a browser finds the app. */
const appOf = new WeakMap<BrowserContext, string>();

/** Nothing of the app is there: it shows that, and what was on the screen before has gone. */
const nowhere = "/nowhere";

/** Tells where the pages of a browser find the app. */
export function setApp(context: BrowserContext, origin: string): void {
  appOf.set(context, origin);
}

/**
 * Shows a path of the app, or a URL of another server's: by loading it in a new page, and within the page where that
 * app is loaded already, as by a link, which takes a fraction of the time. What stands in the tab stays then: drafts,
 * undo, what was read before. A journey that means a load says so by `page.reload()` or `page.goto()`.
 */
export async function showPath(page: Page, path: string): Promise<void> {
  const { href, origin } = new URL(path, appOf.get(page.context()));
  if (new URL(page.url()).origin !== origin) {
    await page.goto(href);
    return;
  }
  // The dialog of a job belongs to no screen, and would stay.
  const dialog = page.getByRole("dialog");
  for (let open = await dialog.count(); open > 0; open = await dialog.count()) {
    await page.keyboard.press("Escape");
    await expect(dialog).not.toHaveCount(open);
  }
  // What is expected of the next screen must not be found in the one before, or in its notice.
  const dismiss = page.getByTestId("notice").getByRole("button", { name: "Dismiss" });
  if (await dismiss.isVisible()) await dismiss.click();
  await go(page, nowhere);
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await go(page, href);
}

/** The router listens to the browser's history. */
const go = (page: Page, to: string) => page.evaluate((url) => history.pushState(null, "", url), to);
