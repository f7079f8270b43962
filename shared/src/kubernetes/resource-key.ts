/**
 * Which resource a key is of, and the key of a resource: `PREFIX/RESOURCE/NAMESPACE/NAME`, with any prefix: an API server
 * is started with `--etcd-prefix`, which is `/registry` where nobody says otherwise.
 */
import { asKey, decodeUtf8, encodeUtf8, type Key } from "../model/bytes.ts";
import { resources, type Resource } from "./resources.ts";

/** What an object is called in its cluster. */
export interface ResourceName {
  readonly resource: Resource;
  /** Empty: it is in none. */
  readonly namespace: string;
  readonly name: string;
}

export interface ResourceKey extends ResourceName {
  /** Before the resource, without a slash at its end: `/registry`. */
  readonly prefix: string;
}

const byPath: ReadonlyMap<string, Resource> = new Map(resources.map((resource) => [resource.path, resource]));

/** A group of custom resources has a dot in it, as no folder of the API server's own has. */
const groupPattern = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const pluralPattern = /^[a-z][a-z0-9-]*$/;

/**
 * Reads a key. `prefix`: what the cluster's keys begin with; undefined: whatever stands before the first resource that is
 * known, so that only a key that is known to be of Kubernetes may be asked. Undefined: no key of a resource.
 */
export function parseResourceKey(key: Uint8Array, prefix?: string): ResourceKey | undefined {
  const text = decodeUtf8(key);
  if (text === undefined) return undefined;
  if (prefix !== undefined) {
    return text.startsWith(`${prefix}/`) ? readPath(prefix, text.slice(prefix.length + 1).split("/")) : undefined;
  }
  const parts = text.split("/");
  for (let at = 1; at < parts.length - 1; at++) {
    const found = readPath(parts.slice(0, at).join("/"), parts.slice(at));
    if (found !== undefined) return found;
  }
  return undefined;
}

function readPath(prefix: string, parts: readonly string[]): ResourceKey | undefined {
  const [first = "", second = ""] = parts;
  const one = byPath.get(first);
  if (one !== undefined) return named(prefix, one, parts.slice(1));
  const two = byPath.get(`${first}/${second}`);
  if (two !== undefined) return named(prefix, two, parts.slice(2));
  if (!groupPattern.test(first) || !pluralPattern.test(second)) return undefined;
  const isNamespaced = parts.length === 4;
  const custom = { kind: "", plural: second, group: first, shortNames: [], isNamespaced, path: `${first}/${second}` };
  return named(prefix, custom, parts.slice(2));
}

function named(prefix: string, resource: Resource, rest: readonly string[]): ResourceKey | undefined {
  if (rest.length !== (resource.isNamespaced ? 2 : 1) || rest.includes("")) return undefined;
  return {
    prefix,
    resource,
    namespace: resource.isNamespaced ? (rest[0] ?? "") : "",
    name: rest.at(-1) ?? "",
  };
}

/**
 * @example formatResourceKey("/registry", web); // /registry/deployments/shop/web
 */
export function formatResourceKey(prefix: string, { resource, namespace, name }: ResourceName): Key {
  const parts = resource.isNamespaced ? [resource.path, namespace, name] : [resource.path, name];
  return asKey(encodeUtf8([prefix, ...parts].join("/")));
}

/**
 * What the keys of a cluster begin with, by one of them and the object that it holds; undefined: the key is not where the
 * API server keeps that object.
 */
export function prefixOfKey(key: Uint8Array, object: ResourceName): string | undefined {
  const end = decodeUtf8(formatResourceKey("", object)) ?? "";
  const text = decodeUtf8(key) ?? "";
  return text.endsWith(end) ? text.slice(0, text.length - end.length) : undefined;
}
