import { expect, type Locator, type Page } from "@playwright/test";
import { showPath } from "./show-path.ts";

/** The transaction builder, as a person uses it. */
export class TxnPage {
  readonly page: Page;
  readonly text: Locator;
  readonly commit: Locator;

  constructor(page: Page) {
    this.page = page;
    this.text = page.getByRole("textbox", { name: "Transaction as etcdctl" });
    this.commit = page.getByRole("button", { name: "Commit", exact: true });
  }

  async open(connection: string, fragment = ""): Promise<void> {
    await showPath(this.page, `/c/${encodeURIComponent(connection)}/txn${fragment}`);
    await this.page.getByRole("heading", { name: "Transaction" }).waitFor();
  }

  /** Replaces the whole text, as one does who selects all of it first. */
  async write(text: string): Promise<void> {
    await this.text.focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.insertText(text);
  }

  /** Leaves nothing of the draft, which stays in the tab otherwise. */
  async clear(): Promise<void> {
    await this.page.getByRole("button", { name: "Clear transaction" }).click();
    await expect(this.rows("IF").or(this.rows("THEN")).or(this.rows("ELSE"))).toHaveCount(0);
  }

  /** What stands in the text's editor; only whole while it fits on the screen. */
  async expectText(text: string | RegExp): Promise<void> {
    const read = () =>
      this.text.evaluate((editor) =>
        [...editor.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"),
      );
    await expect.poll(read).toEqual(typeof text === "string" ? text : expect.stringMatching(text));
  }

  /** IF, THEN or ELSE. */
  lane(name: "IF" | "THEN" | "ELSE"): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** The rows of a list, in their order. */
  rows(name: "IF" | "THEN" | "ELSE"): Locator {
    return this.lane(name).locator("[data-row]");
  }

  /** Commits, and confirms where that is asked. */
  async commitNow(): Promise<void> {
    await this.commit.click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Commit", exact: true }).click();
  }

  result(): Locator {
    return this.page.getByRole("region", { name: "Result" });
  }
}
