/** Which room may import from which: the borders inside `shared/src` and `web/src`, and what the worker sees of shared. */
import { dirname, relative, resolve } from "node:path";

/** The rooms of `shared/src`, each with the other rooms that it may import from. What comes later stands higher. */
export const sharedRooms: Readonly<Record<string, readonly string[]>> = {
  model: [],
  contract: ["model"],
  kubernetes: ["model"],
  wire: ["model"],
  read: ["model", "wire", "contract", "kubernetes"],
  write: ["model", "wire", "read", "kubernetes"],
  txn: ["model", "wire"],
  command: ["model", "wire", "txn", "kubernetes"],
  cluster: ["model", "wire", "command"],
};

/** What the worker knows of shared. The rest serves the browser, and would only make the worker larger. */
const workerKnows = /^shared\/src\/(?:contract|model)\/|^shared\/src\/command\/api-table\/operations\.ts$/;

/**
 * The file that a specifier names, from the root of the repository, or undefined for a package.
 *
 * @example resolveImport("web/src/acts/table.ts", "#/ui/kbd.tsx") // "web/src/ui/kbd.tsx"
 */
export function resolveImport(importer: string, specifier: string): string | undefined {
  if (specifier.startsWith("./") || specifier.startsWith("../")) {
    return relative(".", resolve(dirname(importer), specifier)).replaceAll("\\", "/");
  }
  if (specifier.startsWith("#/")) return `${importer.slice(0, importer.indexOf("/"))}/src/${specifier.slice(2)}`;
  const shared = "@etcd-explorer/shared/";
  return specifier.startsWith(shared) ? `shared/src/${specifier.slice(shared.length)}.ts` : undefined;
}

/** Tests may look into every room. */
const isTest = (path: string) => /\.test\.tsx?$|\/test\/|\/bench\//.test(path);

const partAfter = (path: string, prefix: string) =>
  path.startsWith(prefix) ? path.slice(prefix.length).split("/")[0] : undefined;

/** Why a file may not import another, both as paths from the root of the repository, or undefined when it may. */
export function refuseImport(importer: string, imported: string): string | undefined {
  if (isTest(importer)) return undefined;
  const feature = partAfter(importer, "web/src/features/");
  const otherFeature = partAfter(imported, "web/src/features/");
  if (feature !== undefined && otherFeature !== undefined && feature !== otherFeature) {
    return "Features do not import one another. What several of them need stands in components/ or lib/.";
  }
  if (importer.startsWith("worker/src/") && imported.startsWith("shared/src/") && !workerKnows.test(imported)) {
    return "The worker knows contract/ and model/ of shared, and what it truly needs besides.";
  }
  const room = partAfter(importer, "shared/src/");
  const otherRoom = partAfter(imported, "shared/src/");
  if (room === undefined || otherRoom === undefined || room === otherRoom) return undefined;
  const below = sharedRooms[room];
  if (below === undefined) return "Every file of shared stands in a room that scripts/lint/rooms.ts names.";
  return below.includes(otherRoom)
    ? undefined
    : `${room}/ imports from ${below.length === 0 ? "itself" : below.join(", ")} only, not from ${otherRoom}/.`;
}
