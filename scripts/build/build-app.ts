/** Builds the web app and the worker, each only when something that it is made from has changed. */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheDir, projectRoot, webDist, workerBundle, workerOutDir } from "../paths.ts";
import { LaunchFailure } from "../process/launch-failure.ts";
import type { RunResult } from "../process/run.ts";
import { hashInputs, isStamped, writeStamp } from "./stamp.ts";
import { runTool } from "./tool.ts";

interface Part {
  name: string;
  inputs: readonly string[];
  /** What the build writes last; without it, the stamp counts for nothing. */
  output: string;
  build(options: { signal?: AbortSignal }): Promise<RunResult>;
}

const sharedInputs = ["shared/src", "shared/package.json", "package.json", "pnpm-lock.yaml", "tsconfig.base.json"];
const limitMs = 180_000;

const web: Part = {
  name: "web",
  inputs: ["web", ...sharedInputs],
  output: join(webDist, "index.html"),
  build: (options) =>
    runTool("vite", ["build", "--logLevel", "warn"], {
      cwd: join(projectRoot, "web"),
      // A test runner that builds sets another one, with which React would be its slow development self.
      env: { NODE_ENV: "production" },
      timeoutMs: limitMs,
      ...options,
    }),
};

// A dry run makes the very bundle that a deployment uploads.
const worker: Part = {
  name: "worker",
  inputs: ["worker/src", "worker/package.json", "wrangler.toml", ...sharedInputs],
  output: workerBundle,
  build: (options) =>
    runTool("wrangler", ["deploy", "--dry-run", "--outdir", workerOutDir], { timeoutMs: limitMs, ...options }),
};

export interface BuildOptions {
  /** Builds even where nothing has changed. */
  force?: boolean;
  signal?: AbortSignal;
  /** Called before the first part is built, which takes some seconds. */
  onBuild?: () => void;
}

/** Whether there was anything to build. */
async function ensurePart(part: Part, options: BuildOptions, announce: () => void): Promise<boolean> {
  const stampFile = join(cacheDir, "stamps", part.name);
  const hash = await hashInputs(projectRoot, part.inputs);
  if (options.force !== true && existsSync(part.output) && (await isStamped(stampFile, hash))) return false;
  announce();
  const result = await part.build(options.signal === undefined ? {} : { signal: options.signal });
  if (!result.ok || !existsSync(part.output)) {
    throw new LaunchFailure(`${result.output.trim()}\nThe ${part.name} part does not build: the reason stands above.`);
  }
  await writeStamp(stampFile, hash);
  return true;
}

/** Makes sure that the worker's bundle is that of its sources; needs no web app. Gives whether it had changed. */
export async function buildWorker(options: BuildOptions = {}): Promise<boolean> {
  // wrangler refuses a configuration whose folder of files is missing.
  await mkdir(webDist, { recursive: true });
  return ensurePart(worker, options, () => options.onBuild?.());
}

/**
 * Makes sure that `web/dist` and the worker's bundle are those of the sources. Fails with the tool's output and a
 * sentence.
 */
export async function ensureBuilt(options: BuildOptions = {}): Promise<void> {
  let announced = false;
  const announce = () => {
    if (!announced) options.onBuild?.();
    announced = true;
  };
  await ensurePart(web, options, announce);
  // After the web app, whose folder a deployment uploads along with the worker.
  await ensurePart(worker, options, announce);
}
