import { chmod, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeDir } from "../process/temp-dir.ts";
import { obtainEtcd } from "./obtain-etcd.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "obtain-etcd-"));
  await writeFile(join(folder, "etcd"), "");
  await chmod(join(folder, "etcd"), 0o755);
});
afterEach(() => removeDir(folder));

it("takes the program that ETCD_BIN names, before the one on PATH", async () => {
  const named = join(folder, "my-etcd");
  await writeFile(named, "");
  await chmod(named, 0o755);
  expect(await obtainEtcd({ env: { ETCD_BIN: named, PATH: folder } })).toBe(named);
});

it("takes a folder in ETCD_BIN for the etcd inside", async () => {
  expect(await obtainEtcd({ env: { ETCD_BIN: folder } })).toBe(join(folder, "etcd"));
});

it("takes the one on PATH without looking further", async () => {
  expect(await obtainEtcd({ env: { PATH: folder } })).toBe(join(folder, "etcd"));
});

it("fails where ETCD_BIN names nothing that runs", async () => {
  await expect(obtainEtcd({ env: { ETCD_BIN: join(folder, "absent"), PATH: folder } })).rejects.toThrow(
    "absent, which is not a program that this user can run.",
  );
});
