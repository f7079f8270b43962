import { expect, type Locator, type Page } from "@playwright/test";

/** The dialog of acts on many keys: choices, plan, progress and report. */
export class BulkDialog {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole("dialog");
  }

  /** Begins an act by its shortcut, with the focus outside of the tree: D delete, Y copy, M move, G lease. */
  async begin(letter: "D" | "Y" | "M" | "G"): Promise<void> {
    // In the tree, the act would be about the marked row.
    await this.page.getByRole("button", { name: /^Go to key or run command/ }).focus();
    await this.page.keyboard.press(`Shift+${letter}`);
    await expect(this.dialog).toBeVisible();
  }

  /** A figure of the plan or the report. */
  fact(name: string): Locator {
    return this.dialog.getByRole("term").filter({ hasText: name }).locator("xpath=following-sibling::dd");
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole("button", { name });
  }

  /** Waits for the end of what runs. */
  async expectEnd(): Promise<void> {
    await expect(this.dialog.getByRole("status")).toContainText(/^(?:Done|Finished):/, { timeout: 30_000 });
  }
}
