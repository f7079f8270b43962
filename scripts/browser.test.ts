import { chmod, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chromium, findBrowser } from "./browser.ts";
import { removeDir } from "./process/temp-dir.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chromium-"));
  for (const name of ["google-chrome", "chromium"]) {
    await writeFile(join(folder, name), "");
    await chmod(join(folder, name), 0o755);
  }
});
afterEach(() => removeDir(folder));

it("prefers Debian's own among those on PATH", () => {
  expect(findBrowser(chromium, { PATH: folder })).toBe(join(folder, "chromium"));
});

it("prefers the headless build to the one with a frame", async () => {
  const shell = join(folder, "chromium-headless-shell");
  await writeFile(shell, "");
  await chmod(shell, 0o755);
  expect(findBrowser(chromium, { PATH: folder })).toBe(shell);
});

it("takes what CHROMIUM names before anything on PATH", () => {
  const named = join(folder, "google-chrome");
  expect(findBrowser(chromium, { PATH: folder, CHROMIUM: named })).toBe(named);
});

it("finds none where there is none", () => {
  expect(findBrowser(chromium, { PATH: "/nonexistent" })).toBeUndefined();
});

it("fails where CHROMIUM names nothing that runs", () => {
  expect(() => findBrowser(chromium, { PATH: folder, CHROMIUM: "/nonexistent" })).toThrow(
    "CHROMIUM is /nonexistent, which is not a program that this user can run.",
  );
});
