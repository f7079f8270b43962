import { yamlTree } from "#/lib/formats/yaml-text.ts";
import { TreeView } from "./tree-view.tsx";

/** Reading YAML into a tree takes longer than JSON: beyond this it would be felt. */
const largestShown = 512 * 1024;

/** A YAML text as a tree. */
export function YamlTree({ text }: { readonly text: string }) {
  if (text.length > largestShown) return <p className="p-4 text-muted">Too large to show as a tree</p>;
  const root = yamlTree(text);
  if (root === "too-deep") return <p className="p-4 text-muted">Nested too deeply to show as a tree</p>;
  if (root === undefined) return <p className="p-4 text-muted">Invalid YAML: see the bar below</p>;
  return <TreeView root={root} />;
}
