/** `npm start` as a process, for tests that look at it from outside. */
import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../paths.ts";

/** Starts the launcher with these variables and PATH, and no others; `openFiles` limits its open files. */
export function launchExplorer(args: readonly string[], env: NodeJS.ProcessEnv, openFiles?: number) {
  const command = [process.execPath, join(projectRoot, "scripts", "start.ts"), ...args];
  const limited = ["sh", "-c", `ulimit -n ${openFiles}; exec "$@"`, "sh", ...command];
  const [file = "", ...rest] = openFiles === undefined ? command : limited;
  const child = spawn(file, rest, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], ...env },
  });
  const printed = { stdout: "", stderr: "" };
  const address = Promise.withResolvers<string>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.stdout += text;
    if (printed.stdout.endsWith("\n")) address.resolve(printed.stdout.trimEnd().split("\n").at(-1) ?? "");
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed.stderr += text));
  const exit = Promise.withResolvers<number | null>();
  child.once("close", (code) => {
    exit.resolve(code);
    address.reject(new Error(`It ended before it served: ${printed.stderr}`));
  });
  // Whoever does not wait for the address must not be told that it never came.
  address.promise.catch(() => undefined);
  return { child, printed, address: address.promise, exit: exit.promise };
}

export interface SeenProcess {
  pid: number;
  /** The name of what it runs. */
  command: string;
  /** Its arguments and its variables, as its owner can see them. */
  args: string;
  env: string;
}

const readProc = (pid: number, name: string): Promise<string> =>
  readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "");

/** The processes of Linux that `pid` has started itself. */
export async function descendants(pid: number | undefined): Promise<SeenProcess[]> {
  const all = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const found: SeenProcess[] = [];
  for (const candidate of all) {
    const [, command = "", parent] = /^\d+ \((.*)\) \S (\d+)/.exec(await readProc(candidate, "stat")) ?? [];
    if (Number(parent) !== pid) continue;
    found.push({
      pid: candidate,
      command,
      args: await readProc(candidate, "cmdline"),
      env: await readProc(candidate, "environ"),
    });
  }
  return found;
}

/** Whether there is no such process any more. */
export async function isGone(pid: number): Promise<boolean> {
  return (await readProc(pid, "stat")) === "";
}
