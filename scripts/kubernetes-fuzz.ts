/**
 * `node scripts/kubernetes-fuzz.ts [CASES] [FOLDER] [SEED]`: reads and saves random and mutated Kubernetes objects unchanged, a
 * million by default and for a quarter of an hour at most. FOLDER: more objects to start from (`x.pb`). Fails where one
 * throws, takes longer than 200 ms or changes a byte.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { recordedObjects } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { fuzzObjects } from "./kubernetes/fuzz.ts";

const [cases = "1000000", folder, seed = "1"] = process.argv.slice(2);
const names = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith(".pb"));
const report = fuzzObjects(
  recordedObjects.map(({ stored }) => stored),
  names.map((name) => new Uint8Array(readFileSync(join(folder ?? "", name)))),
  { cases: Number(cases), seed: Number(seed), limitMs: 900_000 },
);
for (const failure of report.failures.slice(0, 20)) console.log(`failed  ${failure.slice(0, 2000)}`);
const { unread, uneditable, saved } = report.fates;
console.log(`${report.cases} values: ${saved} saved unchanged, ${uneditable} not editable, ${unread} not read`);
console.log(`slowest: ${report.slowestMs.toFixed(1)} ms; ${report.failures.length} failed`);
process.exitCode = report.failures.length > 0 || report.cases === 0 ? 1 : 0;
