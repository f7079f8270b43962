import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findExecutable } from "./find-executable.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "find-executable-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function place(name: string, mode: number): Promise<void> {
  await writeFile(join(folder, name), "");
  await chmod(join(folder, name), mode);
}

it("finds the first name that can be run, whatever comes before it on the path", async () => {
  await place("second", 0o755);
  const searchPath = ["/nonexistent", "", folder].join(delimiter);
  expect(findExecutable(["first", "second"], searchPath)).toBe(join(folder, "second"));
});

it("passes over files that may not be run, and over folders", async () => {
  await place("plain", 0o644);
  await mkdir(join(folder, "sub"));
  expect(findExecutable(["plain", "sub"], folder)).toBeUndefined();
});
