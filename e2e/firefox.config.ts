import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

/**
 * `pnpm e2e:firefox`: one short journey in Debian's Firefox, over WebDriver BiDi. Playwright runs it and gives the app
 * and its etcd, and Puppeteer drives: Playwright's own driver asks for a command that Firefox 153 does not have
 * (emulation.setMediaFeaturesOverride), and its own Firefox is a patched build that nobody has.
 */
export default defineConfig(journeys, { testDir: "firefox", globalSetup: "./firefox/setup.ts", workers: 1 });
