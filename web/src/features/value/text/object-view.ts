/** What the value pane knows of an object of Kubernetes: pure. */
import type { Value } from "@etcd-explorer/shared/model/bytes";
import { isObjectMap, type ObjectMap } from "@etcd-explorer/shared/kubernetes/object-value";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";

export interface ObjectView {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Empty: it belongs to none. */
  readonly namespace: string;
  /** `ReplicaSet cart-7c9d6b5f4`: the one that controls it, else the first one; undefined: nothing owns it. */
  readonly owner: string | undefined;
  /** Fields of a newer version, which a save keeps. */
  readonly unknownFields: number;
  /** Why it cannot be edited as text, without a full stop; undefined: it can. */
  readonly uneditable: string | undefined;
}

/** Undefined: no object, or one that cannot be read. */
export function readObjectView(codec: ObjectCodec, value: Value): ObjectView | undefined {
  const object = codec.read(value);
  if (object.kind === "unread") return undefined;
  const metadata = mapAt(object.value, "metadata");
  return {
    apiVersion: object.apiVersion,
    kind: object.kindName,
    name: textAt(metadata, "name"),
    namespace: textAt(metadata, "namespace"),
    owner: ownerOf(metadata),
    unknownFields: object.unknownFields,
    uneditable: codec.uneditable(value),
  };
}

function ownerOf(metadata: ObjectMap): string | undefined {
  const owners = metadata.get("ownerReferences");
  const all = Array.isArray(owners) ? owners.filter(isObjectMap) : [];
  const owner = all.find((each) => each.get("controller") === true) ?? all[0];
  return owner && `${textAt(owner, "kind")} ${textAt(owner, "name")}`;
}

function mapAt(map: ObjectMap, name: string): ObjectMap {
  const value = map.get(name);
  return isObjectMap(value) ? value : new Map();
}

function textAt(map: ObjectMap, name: string): string {
  const value = map.get(name);
  return typeof value === "string" ? value : "";
}
