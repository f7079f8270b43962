/**
 * `node scripts/kubernetes-conformance.ts FOLDER`: checks the codec of Kubernetes objects against a folder of objects,
 * each as stored (`x.pb`) and as JSON (`x.json`), such as testdata/HEAD of k8s.io/api. Each must decode to its JSON, encode
 * to its bytes, and differ only there after an edit of any one field. Prints the figures, and fails where one fails.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkConformance, type Failure } from "./kubernetes/conformance.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Give the folder with the .pb and .json files.");
  process.exit(2);
}
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".pb"))
  .map((name) => name.slice(0, -".pb".length));
const failures: Failure[] = [];
let edits = 0;
for (const name of names) {
  const stored = new Uint8Array(readFileSync(join(folder, `${name}.pb`)));
  const result = checkConformance(name, stored, readFileSync(join(folder, `${name}.json`), "utf8"));
  failures.push(...result.failures);
  edits += result.edits;
}
for (const { name, what } of failures) console.log(`failed  ${name}: ${what}`);
const failed = new Set(failures.map(({ name }) => name)).size;
console.log(`${names.length - failed} passed, ${failed} failed, ${edits} edits of one field`);
process.exitCode = failed > 0 || names.length === 0 ? 1 : 0;
