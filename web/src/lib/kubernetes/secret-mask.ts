/** Secrets are read without their data until somebody asks for it. */
import { isObjectMap, type ObjectMap, type ObjectValue } from "@etcd-explorer/shared/kubernetes/object-value";
import type { StoredObject } from "@etcd-explorer/shared/kubernetes/stored-object";
import { hiddenData as hidden, lastApplied, maskedMembers } from "#/lib/formats/masked-text.ts";

export function isSecret({ kindName }: Pick<StoredObject, "kindName">): boolean {
  return kindName === "Secret" || kindName === "SecretList";
}

/** The object without what a Secret hides; other kinds as they are. */
export function maskSecret(object: StoredObject): ObjectMap {
  return isSecret(object) ? mask(object.value, () => hidden) : object.value;
}

/** Two versions of a Secret, in which only what changed is told: not from what, and not to what. */
export function maskSecretPair(before: StoredObject, after: StoredObject): readonly [ObjectMap, ObjectMap] {
  const [old, now] = [before.value, after.value];
  return [mask(old, markAgainst(now, "old")), mask(now, markAgainst(old, "new"))];
}

type Marked = (member: string, name: string, value: ObjectValue) => string;

function markAgainst(other: ObjectMap, word: string): Marked {
  return (member, name, value) => {
    const its = memberOf(other, member)?.get(name);
    return its === undefined || its === value ? hidden : `${hidden} (${word})`;
  };
}

function memberOf(object: ObjectMap, member: string): ObjectMap | undefined {
  const holder = member === lastApplied ? annotationsOf(object) : object.get(member);
  return isObjectMap(holder) ? holder : undefined;
}

function annotationsOf(object: ObjectMap): ObjectValue | undefined {
  const metadata = object.get("metadata");
  return isObjectMap(metadata) ? metadata.get("annotations") : undefined;
}

function mask(object: ObjectMap, marked: Marked): ObjectMap {
  const masked = new Map(object);
  for (const member of maskedMembers) {
    const data = object.get(member);
    if (isObjectMap(data))
      masked.set(member, new Map([...data].map(([name, value]) => [name, marked(member, name, value)])));
  }
  const [metadata, annotations] = [object.get("metadata"), annotationsOf(object)];
  if (isObjectMap(metadata) && isObjectMap(annotations) && annotations.has(lastApplied)) {
    const kept = new Map(annotations);
    kept.set(lastApplied, marked(lastApplied, lastApplied, annotations.get(lastApplied) ?? null));
    masked.set("metadata", new Map(metadata).set("annotations", kept));
  }
  // A list of Secrets is stored by nobody; what might be in one is not shown at all.
  if (object.has("items")) masked.set("items", hidden);
  return masked;
}
