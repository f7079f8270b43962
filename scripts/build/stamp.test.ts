import { mkdir, mkdtemp, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeDir } from "../process/temp-dir.ts";
import { hashInputs, isStamped, writeStamp } from "./stamp.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "stamp-"));
  await mkdir(join(root, "src", "deep"), { recursive: true });
  await writeFile(join(root, "src", "a.ts"), "a");
  await writeFile(join(root, "src", "deep", "b.ts"), "b");
  await writeFile(join(root, "settings.json"), "{}");
});
afterEach(() => removeDir(root));

const hash = () => hashInputs(root, ["src", "settings.json"]);

it("changes when a byte changes, however deep", async () => {
  const before = await hash();
  await writeFile(join(root, "src", "deep", "b.ts"), "c");
  expect(await hash()).not.toBe(before);
});

it("changes when a file is renamed", async () => {
  const before = await hash();
  await rename(join(root, "src", "a.ts"), join(root, "src", "c.ts"));
  expect(await hash()).not.toBe(before);
});

it("stays when only tests or what was installed or built change", async () => {
  const before = await hash();
  await writeFile(join(root, "src", "a.test.ts"), "x");
  for (const folder of ["node_modules", "dist"]) {
    await mkdir(join(root, "src", folder));
    await writeFile(join(root, "src", folder, "x.js"), "x");
  }
  expect(await hash()).toBe(before);
});

it("is the same wherever the project lies", async () => {
  const before = await hash();
  const elsewhere = `${root}-moved`;
  await rename(root, elsewhere);
  root = elsewhere;
  expect(await hash()).toBe(before);
});

it("remembers a stamp", async () => {
  const file = join(root, ".cache", "stamps", "web");
  expect(await isStamped(file, "1")).toBe(false);
  await writeStamp(file, "1");
  expect(await isStamped(file, "1")).toBe(true);
  expect(await isStamped(file, "2")).toBe(false);
});
