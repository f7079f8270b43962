import type { Page } from "@playwright/test";

/** Follows a link to a free address that this browser has not used: the page asks, and is told to connect. */
export async function openLink(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("button", { name: /^Connect\b/ }).click();
}
