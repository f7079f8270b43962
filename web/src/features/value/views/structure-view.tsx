import type { Value } from "@etcd-explorer/shared/model/bytes";
import { jsonLinesTree } from "#/lib/formats/json-lines.ts";
import { jsonTree } from "#/lib/formats/json-tree.ts";
import { readKubernetesObject } from "#/lib/formats/kubernetes-object.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import type { Format } from "#/features/value/text/formats.ts";
import { TreeView } from "./tree-view.tsx";

const YamlTree = lazyPart(async () => (await import("./yaml-tree.tsx")).YamlTree);

interface StructureViewProps {
  readonly format: Format;
  readonly text: string;
  readonly value: Value;
  /** An object of Kubernetes as JSON; undefined: by field number. */
  readonly objectJson?: string | undefined;
}

/** Whether values of a format can be shown as a tree. */
export function hasStructure(format: Format): boolean {
  return format === "JSON" || format === "JSON lines" || format === "YAML" || format === "Kubernetes";
}

/** A value as a tree, by its format. */
export function StructureView({ format, text, value, objectJson }: StructureViewProps) {
  if (format === "YAML") return <YamlTree text={text} />;
  const decoded = objectJson === undefined ? undefined : jsonTree(objectJson);
  if (decoded !== undefined) return <TreeView root={decoded} />;
  if (format === "Kubernetes") {
    const object = readKubernetesObject(value);
    if (object === undefined) return <p className="p-4 text-muted">Invalid protobuf after the first four bytes</p>;
    return (
      <TreeView
        root={object.tree}
        note={
          <>
            <span className="font-semibold text-text">
              {object.apiVersion} {object.kind}
            </span>{" "}
            as protobuf, by field number. Types are guessed.
          </>
        }
      />
    );
  }
  const root = format === "JSON lines" ? jsonLinesTree(text) : jsonTree(text);
  return root === undefined ? (
    <p className="p-4 text-muted">Invalid {format}: see the bar below</p>
  ) : (
    <TreeView root={root} />
  );
}
