import type { Locator, Page } from "@playwright/test";
import { showPath } from "./show-path.ts";

/** The console, as a person uses it. */
export class ConsolePage {
  readonly page: Page;
  readonly command: Locator;
  readonly path: Locator;
  readonly body: Locator;

  constructor(page: Page) {
    this.page = page;
    this.command = page.getByRole("textbox", { name: "Command" });
    this.path = page.getByRole("textbox", { name: "Path" });
    this.body = page.getByRole("textbox", { name: "Body" });
  }

  async open(connection: string): Promise<void> {
    await showPath(this.page, `/c/${encodeURIComponent(connection)}/console`);
    await this.page.getByRole("heading", { name: "Console" }).waitFor();
  }

  /** Types a command and runs it. */
  async run(command: string): Promise<void> {
    await this.command.fill(command);
    await this.command.press("Enter");
  }

  /** What the command of that text printed. */
  entry(command: string): Locator {
    return this.page.getByRole("log").getByRole("region", { name: command, exact: true }).last();
  }

  confirmation(): Locator {
    return this.page.getByRole("dialog", { name: "Confirm run" });
  }
}
