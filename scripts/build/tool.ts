/** Command-line tools of the installed packages, run by the Node that runs us: no shell, no lookup on PATH. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { cacheDir, projectRoot } from "../paths.ts";
import { run, type RunOptions, type RunResult } from "../process/run.ts";

const rootRequire = createRequire(join(projectRoot, "package.json"));
const e2eRequire = createRequire(join(projectRoot, "e2e", "package.json"));

function binOf(packageJson: unknown, name: string): string | undefined {
  if (typeof packageJson !== "object" || packageJson === null || !("bin" in packageJson)) return undefined;
  const { bin } = packageJson;
  if (typeof bin === "string") return bin;
  const entries: [string, unknown][] = Object.entries(bin ?? {});
  const path = entries.find(([key]) => key === name)?.[1];
  return typeof path === "string" ? path : undefined;
}

function packageFolder(packageName: string): string {
  const require = packageName.startsWith("@playwright/") ? e2eRequire : rootRequire;
  for (const folder of require.resolve.paths(packageName) ?? []) {
    const candidate = join(folder, packageName);
    try {
      readFileSync(join(candidate, "package.json"));
      return candidate;
    } catch {
      // Not installed here; the next folder up may have it.
    }
  }
  throw new Error(`The package ${packageName} is not installed.`);
}

/** The script of a package's command. */
function toolScript(packageName: string, name: string): string {
  const folder = packageFolder(packageName);
  const bin = binOf(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")), name);
  if (bin === undefined) throw new Error(`The package ${packageName} has no command ${name}.`);
  return join(folder, bin);
}

/** Environment for tools: quiet, offline, and with this Node first on PATH for what they start themselves. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
    // Types are stripped for workerd's modules by a call that still warns of being young.
    NODE_OPTIONS: `${process.env["NODE_OPTIONS"] ?? ""} --disable-warning=ExperimentalWarning`.trim(),
    NO_COLOR: "1",
    FORCE_COLOR: undefined,
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_LOG_PATH: join(cacheDir, "wrangler-logs"),
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    // wrangler keeps notes in the home folder otherwise.
    XDG_CONFIG_HOME: join(cacheDir, "config"),
  };
}

/** Which package has a tool that is not called like its package. */
const packageOf: Readonly<Record<string, string>> = { tsc: "typescript", playwright: "@playwright/test" };

/** Runs a tool such as `vite` or `tsc` in the project's root, or in `options.cwd`. */
export function runTool(name: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { env, ...rest } = options;
  return run(process.execPath, [toolScript(packageOf[name] ?? name, name), ...args], {
    cwd: projectRoot,
    env: { ...toolEnvironment(), ...env },
    ...rest,
  });
}
