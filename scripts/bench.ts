/** `pnpm bench [NAME…]`: all that is measured, or what is named: the worker beside a direct connection, and the page. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "./paths.ts";

const mains = ["worker/bench/main.ts", "e2e/bench/main.ts"];
const flags = ["--disable-warning=ExperimentalWarning"];

const failed = mains.filter((main) => {
  const args = [...flags, join(projectRoot, main), ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { stdio: "inherit" }).status !== 0;
});
process.exitCode = failed.length === 0 ? 0 : 1;
