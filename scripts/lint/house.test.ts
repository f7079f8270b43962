/** What CONTRIBUTING says of the house is true: every folder has its sentence, and none is crowded. */
import { globSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../..", import.meta.url).pathname;

/** Every folder below with a source file in it, and how many. Tests stand beside what they test and do not count. */
function foldersBelow(folder: string): readonly { readonly folder: string; readonly files: number }[] {
  const entries = readdirSync(`${root}${folder}`, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name)).length;
  const inside = entries.filter((entry) => entry.isDirectory() && !skipped.has(entry.name));
  return [
    ...(files > 0 ? [{ folder, files }] : []),
    ...inside.flatMap(({ name }) => foldersBelow(`${folder}/${name}`)),
  ];
}

const skipped = new Set(["node_modules", "dist", "test-results", "tls"]);
const folders = ["shared/src", "worker/src", "web/src", "scripts", "e2e"].flatMap(foldersBelow);
const told = [...readFileSync(`${root}CONTRIBUTING.md`, "utf8").matchAll(/^\| `([\w/-]+)` +\|/gm)].map(
  ([, name]) => name,
);

test("every folder has a sentence in CONTRIBUTING, and every sentence there has its folder", () => {
  expect(new Set(told)).toEqual(new Set(folders.map(({ folder }) => folder)));
});

test("no folder has more than 30 files beside one another, journeys apart", () => {
  const crowded = folders.filter(({ folder, files }) => files > 30 && folder !== "e2e/journeys");
  expect(crowded).toEqual([]);
});

test("every store that is kept in the browser checks what comes back", () => {
  const kept = globSync("web/src/**/*.{ts,tsx}", { cwd: root }).filter((file) => !file.includes(".test."));
  const texts = kept.map((file) => ({ file, text: readFileSync(`${root}${file}`, "utf8") }));
  const stores = texts.filter(({ text }) => text.includes("persist("));
  expect(stores.length).toBeGreaterThan(15);
  const unchecked = stores.filter(({ text }) => !/\b(keptChoice\(|draftStorage[(<]|merge: )/.test(text));
  expect(unchecked.map(({ file }) => file)).toEqual([]);
});

test("a class for narrow containers is spelled as Tailwind knows it: @max-xl, as max-@xl makes no rule", () => {
  const files = globSync("web/src/**/*.{ts,tsx}", { cwd: root });
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((file) => readFileSync(`${root}${file}`, "utf8").includes("max-@"))).toEqual([]);
});

test("no screen gives way to a failed refresh: what is typed in its dialogs would be lost", () => {
  const files = globSync(["web/src/routes/*.tsx", "web/src/features/**/*-screen.tsx"], { cwd: root });
  const read = files.map((file) => ({ file, text: readFileSync(`${root}${file}`, "utf8") }));
  expect(read.filter(({ text }) => text.includes("if (isUnread(")).length).toBeGreaterThan(2);
  const giveWay = read.filter(({ text }) => /\bif \(\w+\.isError\)/.test(text));
  expect(giveWay.map(({ file }) => file)).toEqual([]);
});
