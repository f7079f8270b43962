/**
 * What of the page stands in one file. A file for each part that several screens share makes some seventy of them for
 * the keys screen alone: it opened in twice the time, and the first screen carried all their names.
 */

/** Keeps what the first screen loads in few files: cut into forty, it is larger after gzip by a twentieth. */
const firstScreen = { name: inFirstScreen };

/** Every other icon. */
const icons = { name: "icons", test: /\/lucide-react\/dist\/esm\/icons\// };

/** What of our own so many screens and dialogs share, and all that it needs itself. */
const shared = { name: "shared", minShareCount: 4, test: /\/(?:web|shared)\/src\// };

/** In the order in which they take a module. */
export const chunkGroups = [firstScreen, icons, shared];

interface ModuleGraph {
  getModuleInfo(id: string): { readonly isEntry: boolean; readonly importers: readonly string[] } | null;
}

const chunkName = "first";

/** A file of a library that gives on all its others: of those it does not tell which are used on the first screen. */
const barrel = /\/node_modules\/.*\/(?:index|lucide-react)\.m?js$/;

/** The name of the first screen's chunk where the entry imports a module, itself or through others; null elsewhere. */
function inFirstScreen(id: string, graph: ModuleGraph): string | null {
  const seen = new Set([id]);
  // The set grows while it is gone through.
  for (const module of seen) {
    if (barrel.test(module)) continue;
    const info = graph.getModuleInfo(module);
    if (info?.isEntry === true) return chunkName;
    for (const importer of info?.importers ?? []) seen.add(importer);
  }
  return null;
}
