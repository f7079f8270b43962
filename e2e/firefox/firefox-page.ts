/** One page of Debian's Firefox, driven over WebDriver BiDi, on the app and etcd of the other journeys. */
import { findBrowser, firefox } from "@etcd-explorer/scripts/browser";
import puppeteer, { type Page } from "puppeteer-core";
import { test as base } from "../fixtures.ts";

export { expect } from "../fixtures.ts";

interface FirefoxFixtures {
  /** A page of 1440 × 900; what goes wrong in it fails the journey. */
  firefoxPage: Page;
}

export const test = base.extend<FirefoxFixtures>({
  firefoxPage: async ({ origin }, use) => {
    const executablePath = findBrowser(firefox);
    if (executablePath === undefined) throw new Error("Firefox is not installed.");
    const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
    try {
      const [page] = await browser.pages();
      if (page === undefined) throw new Error("Firefox opened no page.");
      // Below the time of the journey, so that a failure names its step.
      page.setDefaultTimeout(10_000);
      await page.setViewport({ width: 1440, height: 900 });
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(`exception: ${String(error)}`));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(`console: ${message.text()}`);
      });
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith("http") && url.origin !== origin) faults.push(`foreign request: ${request.url()}`);
      });
      await use(page);
      base.expect(faults, "faults in the page").toEqual([]);
    } finally {
      await browser.close();
    }
  },
});
