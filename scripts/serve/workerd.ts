/** The workerd process: where it is, how it starts, and when it is ready. */
import { rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "../paths.ts";
import { LaunchFailure } from "../process/launch-failure.ts";
import { spawnTied, type TiedChild } from "../process/tied-child.ts";

/** What the app says to whoever runs it begins so. */
const ownWords = "etcd explorer: ";

/** How it ended, and why where its last words say so. */
function explainEnd(reason: string, log: string): string {
  return /too many open files/i.test(log)
    ? `${reason}, after too many connections for its limit of open files (raise ulimit -n)`
    : reason;
}

const startMs = 15_000;
const logLimit = 4_000;

/**
 * Starts workerd with a configuration and waits until it listens. The configuration holds what connections need to log
 * in: it stands in `folder`, for this user only, until workerd has read it. Gives what workerd said where it did not
 * come up. What the app says to whoever runs it goes to `tell`, line by line.
 */
export async function startWorkerd(
  folder: string,
  config: string,
  tell: (line: string) => void = () => undefined,
): Promise<TiedChild | { log: string }> {
  const file = join(folder, "workerd.capnp");
  await writeFile(file, config, { mode: 0o600 });
  try {
    const child = spawnTied(workerdBinary(), ["serve", "--control-fd=3", file], {
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      env: { PATH: process.env["PATH"] },
    });
    const log = tailOf(child, tell);
    if (await listens(child)) return { ...child, exited: child.exited.then((reason) => explainEnd(reason, log())) };
    await child.stop();
    return { log: log() === "" ? await child.exited : log() };
  } finally {
    await rm(file);
  }
}

function workerdBinary(): string {
  const path: unknown = createRequire(join(projectRoot, "scripts", "package.json"))("workerd").default;
  if (typeof path !== "string") throw new LaunchFailure("The package workerd has no program for this machine.");
  return path;
}

/** Reads what the child prints, so that its pipes never fill, and keeps the end of it. */
function tailOf(child: TiedChild, tell: (line: string) => void): () => string {
  let tail = "";
  const errors = child.pipes[2];
  if (errors !== undefined) {
    createInterface({ input: errors }).on("line", (line) => {
      if (line.startsWith(ownWords)) tell(line.slice(ownWords.length));
    });
  }
  for (const pipe of child.pipes.slice(1, 3)) {
    pipe?.on("data", (chunk: Buffer) => {
      tail = (tail + chunk.toString("utf8")).slice(-logLimit);
    });
  }
  return () => tail;
}

/** Waits for workerd's word on its control pipe that the socket is open. */
async function listens(child: TiedChild): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const limit = setTimeout(() => resolve(false), startMs);
  let text = "";
  child.pipes[3]?.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
    if (text.includes('"event":"listen"')) resolve(true);
  });
  void child.exited.then(() => resolve(false));
  const listening = await promise;
  clearTimeout(limit);
  return listening;
}
