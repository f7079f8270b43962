/** Whether something must be made again: a hash over what it is made from, kept beside what was made. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";

const ignored = new Set(["node_modules", "dist", "test-results", ".cache", ".wrangler"]);

async function filesBelow(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const nested = await Promise.all(
    entries.filter(({ name }) => !ignored.has(name)).map(({ name }) => filesBelow(join(path, name))),
  );
  return nested.flat();
}

/**
 * A hash over the names and bytes of files and of everything below folders, relative to `root`. Tests are left out:
 * nothing is built from them.
 */
export async function hashInputs(root: string, inputs: readonly string[]): Promise<string> {
  const nested = await Promise.all(inputs.map((input) => filesBelow(join(root, input))));
  const files = nested.flat().filter((path) => !/\.test\.tsx?$/.test(path));
  const hash = createHash("sha256");
  for (const path of files.toSorted()) {
    const content = await readFile(path);
    hash.update(`${relative(root, path).split(sep).join("/")}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Whether `stampFile` holds `hash`. */
export async function isStamped(stampFile: string, hash: string): Promise<boolean> {
  return (await readFile(stampFile, "utf8").catch(() => "")) === hash;
}

/** Writes `hash` into `stampFile`; to be called when what it stands for has been made whole. */
export async function writeStamp(stampFile: string, hash: string): Promise<void> {
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, hash);
}
