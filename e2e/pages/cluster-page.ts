import { expect, type Locator, type Page } from "@playwright/test";
import { showPath } from "./show-path.ts";

/** The cluster screen, as a person uses it. */
export class ClusterPage {
  readonly page: Page;
  readonly verdict: Locator;
  readonly dialog: Locator;
  /** The connection in the top bar, with how many members answered. */
  readonly switcher: Locator;

  constructor(page: Page) {
    this.page = page;
    this.verdict = page.getByRole("region", { name: "Verdict" });
    this.dialog = page.getByRole("dialog");
    this.switcher = page.getByTitle(/^Switch connection/);
  }

  /** Opens the screen of the app at that origin. */
  async open(origin: string, connection = "three"): Promise<void> {
    await showPath(this.page, `${origin}/c/${connection}/cluster`);
  }

  member(name: string): Locator {
    return this.page.getByRole("row", { name: `Member ${name}`, exact: true });
  }

  /** A chart with the values below it. */
  chart(title: string): Locator {
    return this.page.getByRole("figure").filter({ hasText: title });
  }

  /** Picks from a member's menu. */
  async pick(member: string, item: string): Promise<void> {
    await this.member(member)
      .getByRole("button", { name: `Actions for ${member}` })
      .click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** The line of a root cause, by its rule. */
  finding(rule: string): Locator {
    return this.verdict.getByRole("list", { name: "Findings" }).locator(`> li[data-rule=${rule}]`);
  }

  /** The events, the newest first. */
  get events(): Locator {
    return this.page.getByRole("list", { name: "Event list" }).getByRole("listitem");
  }

  /** The row of a check, where all are shown. */
  check(chip: string): Locator {
    const cell = this.page.getByRole("cell").filter({ hasText: new RegExp(`^${chip}: `) });
    return this.verdict.getByRole("row").filter({ has: cell });
  }

  /** Waits for a verdict; members take an election to find out. */
  async expectVerdict(headline: string | RegExp): Promise<void> {
    await expect(this.verdict.getByRole("heading")).toHaveText(headline, { timeout: 30_000 });
  }

  /** How often it refreshes, in seconds. */
  async refreshEvery(seconds: number): Promise<void> {
    await this.page.getByLabel("Refresh interval").selectOption(String(seconds));
  }

  /** Carries the plan in the dialog out, and waits for its report. */
  async carryOut(button: string | RegExp, timeout = 60_000): Promise<void> {
    await this.dialog.getByRole("button", { name: button }).click();
    await expect(this.dialog.getByRole("status").filter({ hasText: /^Done/ })).toBeVisible({ timeout });
    await this.dialog.getByRole("button", { name: "Close" }).click();
  }
}
