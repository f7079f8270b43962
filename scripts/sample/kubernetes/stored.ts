/** Objects as an API server stores them: built-in types as protobuf, custom ones as JSON. */
import { builtinFacts } from "@etcd-explorer/shared/kubernetes/builtin-facts";
import { beginDecoding } from "@etcd-explorer/shared/kubernetes/decode";
import { beginEncoding, encodeMessage } from "@etcd-explorer/shared/kubernetes/encode";
import type { ObjectMap, ObjectValue } from "@etcd-explorer/shared/kubernetes/object-value";
import { asValue, keyFromText, type Value } from "@etcd-explorer/shared/model/bytes";
import { kubernetesObject } from "../protobuf.ts";
import { textKey, type SampleKey } from "../sample-key.ts";

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly [member: string]: unknown;
}

/** An object as `kubectl get -o json` prints it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [member: string]: unknown;
}

function toMap(members: object): ObjectMap {
  return new Map(Object.entries(members).map(([name, value]) => [name, toValue(value)]));
}

function toValue(value: unknown): ObjectValue {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return { number: String(value) };
  if (Array.isArray(value)) return value.map(toValue);
  return typeof value === "object" && value !== null ? toMap(value) : null;
}

/** The bytes of an object of a built-in type. Throws where a field is not one of its type: the sample is wrong then. */
export function storedValue({ apiVersion, kind, ...members }: KubernetesObject): Value {
  const encoding = beginEncoding(builtinFacts, beginDecoding(builtinFacts));
  const message = builtinFacts.messageOfKind(apiVersion, kind);
  if (message === undefined) throw new Error(`No type ${apiVersion} ${kind}`);
  const bytes = encodeMessage(encoding, message, toMap(members), undefined);
  const [problem] = encoding.problems;
  if (problem !== undefined) throw new Error(`${kind} ${problem.path.join(".")}: ${problem.message}`);
  return asValue(kubernetesObject(apiVersion, kind, bytes));
}

/** A key below /registry/ with an object of a built-in type, in all of its versions. */
export function storedKey(path: string, ...versions: readonly KubernetesObject[]): SampleKey {
  return { key: keyFromText(`/registry/${path}`), versions: versions.map(storedValue) };
}

/** The key of an object that belongs to a namespace. */
export function namespacedKey(resource: string, ...versions: readonly KubernetesObject[]): SampleKey {
  const { namespace = "default", name } = versions[0]?.metadata ?? { name: "" };
  return storedKey(`${resource}/${namespace}/${name}`, ...versions);
}

/** The key of an object that belongs to the whole cluster. */
export function clusterKey(resource: string, ...versions: readonly KubernetesObject[]): SampleKey {
  return storedKey(`${resource}/${versions[0]?.metadata.name ?? ""}`, ...versions);
}

/** A key with JSON, as the API server stores definitions of resources, their objects, and API services. */
export function jsonObjectKey(path: string, ...versions: readonly KubernetesObject[]): SampleKey {
  return textKey(`/registry/${path}`, ...versions.map((object) => `${JSON.stringify(object)}\n`));
}
