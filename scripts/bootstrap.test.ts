import { join } from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "./paths.ts";
import { run } from "./process/run.ts";

const bootstrap = (...args: string[]) =>
  run(process.execPath, [join(projectRoot, "scripts", "bootstrap.mjs"), ...args]);

it.each(["start", "test"])("shows the help of %s without installing anything", async (name) => {
  const result = await bootstrap(name, "--port", "0", "--help");
  expect(result.ok).toBe(true);
  expect(result.stdout.toString()).toMatch(new RegExp(`^npm ${name}`));
  expect(result.output).not.toContain("Installing");
});

it("is not for anything else", async () => {
  const result = await bootstrap("deploy");
  expect(result).toMatchObject({ ok: false, code: 1 });
  expect(result.output).toBe("Run npm start or npm test instead of this script.\n");
});
