/** Throwaway folders, readable by this user only, that a later run clears away if we were killed. */
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { LaunchFailure } from "./launch-failure.ts";

// The host is part of the name because containers may share a temp folder but never share process numbers.
const prefix = `etcd-explorer-${hostname()}-`;

/** A new folder (0700) for throwaway data; whoever asks removes it. */
export async function makeTempDir(parent = tmpdir()): Promise<string> {
  try {
    return await mkdtemp(join(parent, `${prefix}${process.pid}-`));
  } catch (error) {
    throw unusable(parent, error);
  }
}

function unusable(parent: string, cause: unknown): LaunchFailure {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
  const why = code === "ENOSPC" || code === "EDQUOT" ? "its disk is full" : code;
  return new LaunchFailure(
    `Could not use the temporary folder ${parent} (${why}). Set TMPDIR to a folder that you can write to.`,
    { cause },
  );
}

/** Removes a folder and everything in it; no error where it is gone already. */
export async function removeDir(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Removes this user's throwaway folders whose process is gone: what a killed run left behind. */
export async function sweepTempDirs(parent = tmpdir()): Promise<void> {
  const names = await readdir(parent).catch((error: unknown) => {
    throw unusable(parent, error);
  });
  for (const name of names) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (!Number.isInteger(pid) || pid <= 0 || isAlive(pid)) continue;
    const path = join(parent, name);
    try {
      if ((await stat(path)).uid === process.getuid?.()) await removeDir(path);
    } catch {
      // Somebody else cleared it away meanwhile, or holds it: either way it is not ours to mend.
    }
  }
}
