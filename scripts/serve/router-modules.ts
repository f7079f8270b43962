/** The front door's source, ready for workerd: each module by itself, its types taken off. */
import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { projectRoot } from "../paths.ts";
import type { Module } from "./workerd-config.ts";

const folder = join(projectRoot, "worker", "src", "self-host");
const entry = "router.ts";

/** The modules of worker/src/self-host, the entry first; they keep the names by which they import one another. */
export function routerModules(): Module[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const ordered = [entry, ...names.filter((name) => name !== entry)];
  return ordered.map((name) => ({ name, source: stripTypeScriptTypes(readFileSync(join(folder, name), "utf8")) }));
}
