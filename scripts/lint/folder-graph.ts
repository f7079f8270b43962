/** Which folder imports from which: what the lint rule `explorer/folder-circles` asks. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { resolveImport } from "./rooms.ts";

/** For each folder, the other folders that its files import from. */
export type FolderGraph = ReadonlyMap<string, ReadonlySet<string>>;

const sources = ["shared/src", "worker/src", "web/src"];

/** The files that the graph is made of: no tests, which may look into every room. */
const isSource = (path: string): boolean => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/test\//.test(path);

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

/** What a text imports. A comment that holds an import does no harm: it names a file too. */
const specifiersOf = (text: string): string[] =>
  [...text.matchAll(/\b(?:from|import|import\()\s*"([^"]+)"/g)].map(([, specifier]) => specifier ?? "");

/** The folders of some files, each given with its text, by its path from the root of the repository. */
export function graphOf(files: Iterable<readonly [path: string, text: string]>): FolderGraph {
  const graph = new Map<string, Set<string>>();
  for (const [path, text] of files) {
    const folder = dirname(path);
    const imported = graph.get(folder) ?? new Set();
    graph.set(folder, imported);
    for (const specifier of specifiersOf(text)) {
      const target = resolveImport(path, specifier);
      if (target !== undefined && dirname(target) !== folder) imported.add(dirname(target));
    }
  }
  return graph;
}

/** The folders of the repository at `root`, as they are on disk. */
export function readFolderGraph(root: string): FolderGraph {
  const files = sources.flatMap((folder) => filesBelow(root, folder)).filter(isSource);
  return graphOf(files.map((path) => [path, readFileSync(join(root, path), "utf8")] as const));
}

/** The folders on the shortest way from one to the other, both included, or undefined when there is none. */
export function wayBetween(graph: FolderGraph, from: string, to: string): readonly string[] | undefined {
  const ways: (readonly [...string[], string])[] = [[from]];
  const seen = new Set([from]);
  for (const way of ways) {
    for (const next of graph.get(way[way.length - 1] ?? from) ?? []) {
      if (next === to) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

/**
 * Why a file may not import another, both as paths from the root of the repository: the other's folder imports from
 * this one's already, by itself or by way of others. Undefined when it does not. Every folder counts by itself:
 * `features/keys` and `features/keys/tree` are two.
 */
export function refuseCircle(graph: FolderGraph, importer: string, imported: string): string | undefined {
  const [from, to] = [dirname(importer), dirname(imported)];
  if (from === to || !isSource(importer)) return undefined;
  const back = wayBetween(graph, to, from);
  return back === undefined ? undefined : `A circle of folders: ${[from, ...back].join(" → ")}.`;
}
