import type { Locator, Page } from "@playwright/test";

/** Opens the list of everything that was written, from whatever screen. */
export async function openHistory(page: Page): Promise<Locator> {
  // In the tree letters find names: the palette leads there from everywhere.
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("dialog", { name: "Command palette" }).getByRole("combobox").fill("Show write history");
  await page.keyboard.press("Enter");
  return page.getByRole("dialog", { name: "Write history" });
}
