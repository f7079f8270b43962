/** What a key and the object of Kubernetes in it say of each other. */
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { ObjectMap } from "@etcd-explorer/shared/kubernetes/object-value";
import { nameOfObject } from "@etcd-explorer/shared/kubernetes/references";
import {
  parseResourceKey,
  prefixOfKey,
  type ResourceKey,
  type ResourceName,
} from "@etcd-explorer/shared/kubernetes/resource-key";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import { loadedCodec } from "#/lib/formats/object-codec.ts";
import { readJsonObject } from "./json-object.ts";

export interface KeyObject {
  readonly object: ObjectMap;
  readonly name: ResourceName;
  /** What the cluster's keys begin with; undefined: the key is not where the API server keeps the object. */
  readonly prefix: string | undefined;
  /** The other resource that the key names, where that is none of the object. */
  readonly other: ResourceKey | undefined;
}

/**
 * Undefined: no object that can be read, or a JSON text in a key that is none of an API server: a manifest that somebody
 * keeps is theirs.
 */
export function readKeyObject({ key, value }: Pick<KeyValue, "key" | "value">): KeyObject | undefined {
  const stored = isKubernetes(value) ? loadedCodec()?.read(value) : undefined;
  const object = stored?.kind === "object" ? stored.value : readJsonObject(value);
  const name = object && nameOfObject(object);
  if (object === undefined || name === undefined) return undefined;
  const prefix = prefixOfKey(key, name) ?? pathPrefix(key, name);
  if (stored === undefined && prefix === undefined) return undefined;
  return { object, name, prefix, other: prefix === undefined ? parseResourceKey(key) : undefined };
}

/** A custom resource's plural is guessed from its kind; its key says it. */
function pathPrefix(key: KeyValue["key"], { resource, namespace, name }: ResourceName): string | undefined {
  const told = parseResourceKey(key);
  const isIt = told?.resource.group === resource.group && told.resource.kind === "";
  return isIt && told.name === name && told.namespace === namespace ? told.prefix : undefined;
}
