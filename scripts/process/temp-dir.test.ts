import { spawnSync } from "node:child_process";
import { mkdtemp, mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeTempDir, removeDir, sweepTempDirs } from "./temp-dir.ts";

let parent = "";
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "temp-dir-test-"));
});
afterEach(() => removeDir(parent));

it("makes a folder that only this user may enter", async () => {
  const folder = await makeTempDir(parent);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

it("sweeps what a dead process left, and nothing else", async () => {
  const ours = await makeTempDir(parent);
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const left = join(parent, `etcd-explorer-${hostname()}-${dead}-abc`);
  await mkdir(left);
  await writeFile(join(left, "data"), "x");
  const foreign = join(parent, `etcd-explorer-another.host-${dead}-abc`);
  await mkdir(foreign);
  await mkdir(join(parent, "something-else"));
  await sweepTempDirs(parent);
  const names = await readdir(parent);
  expect(names.map((name) => join(parent, name)).toSorted()).toEqual(
    [ours, foreign, join(parent, "something-else")].toSorted(),
  );
});

it("says in one sentence that a folder cannot be used, and what to do", async () => {
  const sentence = `Could not use the temporary folder ${join(parent, "gone")} (ENOENT). Set TMPDIR to a folder that you can write to.`;
  await expect(makeTempDir(join(parent, "gone"))).rejects.toThrow(sentence);
  await expect(sweepTempDirs(join(parent, "gone"))).rejects.toThrow(sentence);
});
