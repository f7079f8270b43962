/** Which item of a list comes from which of the list that was read: an edit must not lose what the table does not know. */
import { equalValues, isObjectMap, type ObjectValue } from "./object-value.ts";

export interface OldItem {
  readonly value: ObjectValue;
  readonly bytes: Uint8Array;
}

/** The names by which Kubernetes itself merges lists, the likeliest first (`patchMergeKey` of its types). */
const mergeKeys = ["name", "uid", "key", "type", "mountPath", "devicePath", "containerPort", "port", "ip", "manager"];

/**
 * The bytes that each item was read from; undefined: it is new. What is the same at both ends belongs together, then
 * what is called the same; where as many stand between as before, they belong together in their order.
 */
export function pairItems(items: readonly ObjectValue[], old: readonly OldItem[]): readonly (Uint8Array | undefined)[] {
  const shorter = Math.min(items.length, old.length);
  let first = 0;
  while (first < shorter && equalValues(items[first], old[first]?.value)) first++;
  let last = 0;
  while (last < shorter - first && equalValues(items.at(-1 - last), old.at(-1 - last)?.value)) last++;
  const middle = old.slice(first, old.length - last);
  const wanted = items.slice(first, items.length - last);
  const found = middle.length === wanted.length ? middle : pairByName(wanted, middle);
  return [...old.slice(0, first), ...found, ...(last === 0 ? [] : old.slice(-last))].map((item) => item?.bytes);
}

function pairByName(wanted: readonly ObjectValue[], old: readonly OldItem[]): readonly (OldItem | undefined)[] {
  const byName = new Map<string, OldItem[]>();
  for (const item of old) {
    const name = nameOf(item.value);
    if (name === undefined) continue;
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [item]);
    else same.push(item);
  }
  return wanted.map((item) => {
    const name = nameOf(item);
    return name === undefined ? undefined : byName.get(name)?.shift();
  });
}

function nameOf(value: ObjectValue): string | undefined {
  if (!isObjectMap(value)) return undefined;
  for (const key of mergeKeys) {
    const name = value.get(key);
    if (typeof name === "string") return `${key} ${name}`;
    if (typeof name === "object" && name !== null && "number" in name) return `${key} ${name.number}`;
  }
  return undefined;
}
