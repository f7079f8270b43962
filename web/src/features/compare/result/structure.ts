/** What differs between two values member by member, where both have a structure. Loads YAML's parser: load it on demand. */
import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import { isStoredSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { jsonChanges, type JsonChange } from "#/lib/diff/json-changes.ts";
import { jsonTree } from "#/lib/formats/json-tree.ts";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import type { Decoding } from "#/lib/formats/decoding.ts";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";
import { askedValue } from "#/lib/formats/shown-value.ts";
import { comparedFields } from "#/lib/formats/stored-secret.ts";
import type { TreeValue } from "#/lib/formats/value-tree.ts";
import { yamlTree } from "#/lib/formats/yaml-text.ts";

export interface StructureDiff {
  /** `JSON`, `YAML`, `Kubernetes`, or by what both are decoded. */
  readonly format: string;
  readonly changes: readonly JsonChange[];
}

/** YAML takes longer to read than JSON: beyond this it would be felt. */
const largestYaml = 512 * 1024;

/** The changes from one value to the other; undefined where one of them has no structure, or both have another. */
export function structureDiff(
  before: Value,
  after: Value,
  codec?: ObjectCodec,
  decoding?: Decoding,
): StructureDiff | undefined {
  if (
    decoding !== undefined &&
    ![before, after].some((value) => isStoredSecret(value) || decoding.holdsSecret(value))
  ) {
    const [old, now] = [before, after].map((value) => decoding.read(askedValue(value)));
    const trees = [jsonTree(old?.text ?? ""), jsonTree(now?.text ?? "")] as const;
    if (old !== undefined && isNested(trees[0]) && isNested(trees[1]))
      return { format: `Decoded: ${old.label}`, changes: jsonChanges(trees[0], trees[1]) };
  }
  const decoded =
    codec !== undefined && [before, after].every(isKubernetes) ? codec.pair(before, after, "json") : undefined;
  const read = decoded && ([jsonTree(decoded.before), jsonTree(decoded.after)] as const);
  if (read?.[0] !== undefined && read[1] !== undefined)
    return { format: "Kubernetes", changes: jsonChanges(read[0], read[1]) };
  const objects = [comparedFields(before), comparedFields(after)] as const;
  if (objects[0] !== undefined && objects[1] !== undefined) {
    return { format: "Kubernetes", changes: jsonChanges(objects[0], objects[1]) };
  }
  if (isStoredSecret(before) || isStoredSecret(after)) return undefined;
  const [old, now] = [decodeUtf8(before), decodeUtf8(after)];
  if (old === undefined || now === undefined) return undefined;
  const jsons = [jsonTree(old), jsonTree(now)] as const;
  if (isNested(jsons[0]) && isNested(jsons[1])) return { format: "JSON", changes: jsonChanges(jsons[0], jsons[1]) };
  if (Math.max(old.length, now.length) > largestYaml) return undefined;
  const yamls = [yamlTree(old), yamlTree(now)] as const;
  if (isNested(yamls[0]) && isNested(yamls[1])) return { format: "YAML", changes: jsonChanges(yamls[0], yamls[1]) };
  return undefined;
}

/** Any line of text is YAML, and any number JSON: of those there is nothing to tell but the whole. */
function isNested(tree: TreeValue | "too-deep" | undefined): tree is TreeValue {
  return typeof tree === "object" && (tree.kind === "object" || tree.kind === "array");
}
