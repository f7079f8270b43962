/** The checks of `npm test` that count one each. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../build/tool.ts";
import { projectRoot } from "../paths.ts";
import { LaunchFailure } from "../process/launch-failure.ts";
import type { RunResult } from "../process/run.ts";

const limitMs = 240_000;

/**
 * Compiler and linter are Go programs, and run beside the unit tests, which keep the other core busy: on one core they
 * take a third less of both together. Their memory is enough to be collected less often.
 */
const env = { GOMAXPROCS: "1", GOGC: "400" };

/** Runs a script of the root package.json that is a single tool with arguments, such as `oxfmt --check .`. */
export async function runRootScript(name: string, signal: AbortSignal): Promise<RunResult> {
  const manifest: unknown = JSON.parse(await readFile(join(projectRoot, "package.json"), "utf8"));
  const scripts = typeof manifest === "object" && manifest !== null && "scripts" in manifest ? manifest.scripts : {};
  const entries: [string, unknown][] = Object.entries(scripts ?? {});
  const command = entries.find(([key]) => key === name)?.[1];
  const [tool, ...args] = typeof command === "string" ? command.split(" ") : [];
  if (tool === undefined) throw new LaunchFailure(`package.json has no script ${name}.`);
  return runTool(tool, args, { timeoutMs: limitMs, signal, env });
}

/** The projects of TypeScript: every tsconfig*.json of a package. */
export async function typeProjects(root = projectRoot): Promise<string[]> {
  const projects: string[] = [];
  for (const folder of await readdir(root, { withFileTypes: true })) {
    if (!folder.isDirectory() || folder.name.startsWith(".") || folder.name === "node_modules") continue;
    const names = await readdir(join(root, folder.name));
    const found = names.filter((name) => /^tsconfig(?:\.[\w-]+)?\.json$/.test(name));
    projects.push(...found.map((name) => join(folder.name, name)));
  }
  return projects.toSorted();
}

/** Checks the types of every project; the outputs of those that fail, joined. */
export async function checkTypes(signal: AbortSignal): Promise<Pick<RunResult, "ok" | "output">> {
  const outputs: string[] = [];
  for (const project of await typeProjects()) {
    // Each further checker of the compiler checks again what the files of several have in common.
    const result = await runTool("tsc", ["-p", project, "--checkers", "1"], { timeoutMs: limitMs, signal, env });
    if (!result.ok) outputs.push(result.output.trim());
  }
  return { ok: outputs.length === 0, output: outputs.join("\n") };
}
