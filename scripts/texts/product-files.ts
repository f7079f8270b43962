/** The files whose texts a user of the product may read. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../paths.ts";
import { textsOf, type Text } from "./texts-of.ts";

const patterns = [
  "web/src/**/*.{ts,tsx}",
  "shared/src/**/*.ts",
  "worker/src/**/*.ts",
  "scripts/start.ts",
  "scripts/{start,serve,process,etcd,sample}/**/*.ts",
  "scripts/{bootstrap.mjs,browser.ts}",
];

/** Not tests, and not the sample's keys or another program's language. */
const isProduct = (file: string) =>
  !/\.test\.tsx?$|\/(?:test|bench)\/|scripts\/sample\/|workerd-config|apt(?:-output)?\.ts$|debian/.test(file);

export interface FileTexts {
  /** From the project's root. */
  readonly file: string;
  readonly texts: readonly Text[];
}

/** Every file that has texts, with them, in the order of their names. */
export function productTexts(): readonly FileTexts[] {
  const files = globSync(patterns, { cwd: projectRoot }).filter(isProduct).toSorted();
  return files
    .map((file) => ({ file, texts: textsOf(file, readFileSync(join(projectRoot, file), "utf8")) }))
    .filter(({ texts }) => texts.length > 0);
}
