import { yamlTree } from "#/lib/yaml-text.ts";
import { TreeView } from "./tree-view.tsx";

/** Reading YAML into a tree takes longer than JSON: beyond this it would be felt. */
const largestShown = 512 * 1024;

/** A YAML text as a tree. */
export function YamlTree({ text }: { readonly text: string }) {
  if (text.length > largestShown) return <p className="p-4 text-muted">This is too large to be shown as a tree.</p>;
  const root = yamlTree(text);
  return root === undefined ? (
    <p className="p-4 text-muted">This is no valid YAML: the bar below says where it breaks.</p>
  ) : (
    <TreeView root={root} />
  );
}
