import { expect, type Locator, type Page } from "@playwright/test";
import { showPath } from "./show-path.ts";

/** The keys screen, as a person uses it. */
export class KeysPage {
  readonly page: Page;
  /** The left side: the tree or table with its buttons. The overview beside it has buttons of the same names. */
  readonly panel: Locator;
  readonly tree: Locator;
  readonly editor: Locator;
  readonly lastRequest: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole("region", { name: "Keys", exact: true });
    this.tree = page.getByRole("tree", { name: "Keys" });
    this.editor = page.getByRole("textbox", { name: "Value" });
    this.lastRequest = page.getByTestId("last-request");
  }

  /** Opens the screen of a connection; `key` and `prefix` as the URL spells them. */
  async open(connection: string, search: { key?: string; prefix?: string; view?: string } = {}): Promise<void> {
    const fields = new URLSearchParams(search);
    await showPath(this.page, `/c/${encodeURIComponent(connection)}/keys?${fields}`);
  }

  /** The row of a folder or key, by the name that it shows. */
  row(name: string): Locator {
    return this.tree.getByRole("treeitem").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Right-clicks a row once all are there: until then the rows move up, and the press would be the next one's. */
  async openMenu(name: string): Promise<void> {
    await expect(this.tree).toHaveAttribute("aria-busy", "false");
    await this.row(name).click({ button: "right" });
  }

  /** Marks the next row of the tree or table whose name starts so. */
  async jumpTo(name: string): Promise<void> {
    await this.page.keyboard.press(".");
    await this.page.keyboard.type(name);
  }

  /** A fact of the open key, such as `version` or `lease`. */
  fact(name: string): Locator {
    return this.page.getByRole("term").filter({ hasText: name }).locator("xpath=following-sibling::dd");
  }

  /** What stands in the editor; only whole for values that fit on the screen. */
  async expectValue(text: string): Promise<void> {
    await expect(this.editor).toHaveText(text, { useInnerText: true });
  }

  /** Replaces the whole value by pasting over it. */
  async replaceValue(text: string): Promise<void> {
    await this.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.editor.focus();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    if (text === "") return;
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.page.keyboard.press("ControlOrMeta+v");
  }

  /** The notice with its tone. */
  get noticeCard(): Locator {
    return this.page.getByTestId("notice").locator("[data-tone]");
  }

  /** The short message of what was just done. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole("status").getByText(text);
  }
}
