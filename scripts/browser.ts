/** The browsers that the journeys drive: Debian's, found or installed; never one downloaded by Playwright. */
import { findExecutable, isExecutable } from "./process/find-executable.ts";
import { LaunchFailure } from "./process/launch-failure.ts";
import { run } from "./process/run.ts";

interface Browser {
  /** As a person calls it. */
  readonly label: string;
  /** The environment variable that names another program. */
  readonly variable: string;
  /** The programs looked for on PATH, the wanted one first. */
  readonly names: readonly string[];
  /** Debian's packages, the wanted one first: older releases have only the other. */
  readonly packages: readonly [string, ...string[]];
}

/** The headless build first: it shows the same pages without the pages of the browser's own frame beside each of them. */
export const chromium: Browser = {
  label: "Chromium",
  variable: "CHROMIUM",
  names: ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"],
  packages: ["chromium-headless-shell", "chromium"],
};

export const firefox: Browser = {
  label: "Firefox",
  variable: "FIREFOX",
  names: ["firefox-esr", "firefox"],
  packages: ["firefox-esr"],
};

const installMs = 300_000;

/** The path of a browser: what its variable names, else the first on PATH; undefined where there is none. */
export function findBrowser(browser: Browser, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env[browser.variable];
  if (named === undefined || named === "") return findExecutable(browser.names, env["PATH"] ?? "");
  if (isExecutable(named)) return named;
  throw new LaunchFailure(`${browser.variable} is ${named}, which is not a program that this user can run.`);
}

/** A browser; installed from Debian's package where this user may. Fails with the command to run where not. */
export async function obtainBrowser(browser: Browser): Promise<string> {
  const found = findBrowser(browser);
  if (found !== undefined) return found;
  const { label, packages, variable } = browser;
  const advice = `install it (apt-get install ${packages.at(-1)}, as root) or set ${variable}`;
  if (process.getuid?.() !== 0 || findExecutable(["apt-get"]) === undefined) {
    throw new LaunchFailure(`The browser tests need ${label}, which is not installed: ${advice}.`);
  }
  const install = ["install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // An update that fails for one of several sources may still have brought what is needed.
  await run("apt-get", ["update"], { env, timeoutMs: installMs });
  let output = "";
  for (const name of packages) {
    const result = await run("apt-get", [...install, name], { env, timeoutMs: installMs });
    const installed = findBrowser(browser);
    if (installed !== undefined) return installed;
    output = result.output.trim();
  }
  throw new LaunchFailure(`${output}\nCould not install ${label} from Debian's package: ${advice}.`);
}
