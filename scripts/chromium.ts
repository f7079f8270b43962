/** The Chromium that the journeys drive: Debian's, found or installed; never a browser downloaded by Playwright. */
import { findExecutable, isExecutable } from "./process/find-executable.ts";
import { LaunchFailure } from "./process/launch-failure.ts";
import { run } from "./process/run.ts";

/** The headless build first: it shows the same pages without the pages of the browser's own frame beside each of them. */
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"] as const;
/** Debian's packages, the wanted one first: older releases have only the other. */
const packages = ["chromium-headless-shell", "chromium"] as const;
const installMs = 300_000;

/** The path of a Chromium: what `CHROMIUM` names, else the first on PATH; undefined where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env["CHROMIUM"];
  if (named === undefined || named === "") return findExecutable(names, env["PATH"] ?? "");
  if (isExecutable(named)) return named;
  throw new LaunchFailure(`CHROMIUM is ${named}, which is not a program that this user can run.`);
}

/** A Chromium; installed from Debian's package where this user may. Fails with the command to run where not. */
export async function obtainChromium(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  const advice = "install it (apt-get install chromium, as root) or set CHROMIUM";
  if (process.getuid?.() !== 0 || findExecutable(["apt-get"]) === undefined) {
    throw new LaunchFailure(`The browser tests need Chromium, which is not installed: ${advice}.`);
  }
  const install = ["install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // An update that fails for one of several sources may still have brought what is needed.
  await run("apt-get", ["update"], { env, timeoutMs: installMs });
  let output = "";
  for (const name of packages) {
    const result = await run("apt-get", [...install, name], { env, timeoutMs: installMs });
    const installed = findChromium();
    if (installed !== undefined) return installed;
    output = result.output.trim();
  }
  throw new LaunchFailure(`${output}\nCould not install Chromium from Debian's package: ${advice}.`);
}
