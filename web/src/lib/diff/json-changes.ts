/** What differs between two structured values, as one says it: which member was changed, added or removed. */
import type { TreeMember, TreeValue } from "#/lib/formats/value-tree.ts";

export type JsonChange =
  | { readonly kind: "changed"; readonly path: string; readonly before: TreeValue; readonly after: TreeValue }
  | { readonly kind: "added" | "removed"; readonly path: string; readonly name?: string; readonly value: TreeValue };

/** Deeper members are compared by their text: the calls would not end. */
const deepest = 100;

/**
 * The changes in the order of the members, of both values. Empty where they hold the same, whatever their layout and
 * the order of names. `path` is that of the member, or for what was added or removed that of what holds it; a member
 * has a `name` in it, an item of an array has none.
 */
export function jsonChanges(before: TreeValue, after: TreeValue): JsonChange[] {
  return changesAt(before, after, "", 0);
}

function changesAt(before: TreeValue, after: TreeValue, path: string, depth: number): JsonChange[] {
  if (before.text === after.text && before.kind === after.kind) return [];
  const changed: JsonChange = { kind: "changed", path, before, after };
  if (before.kind !== after.kind || depth > deepest) return [changed];
  if (before.kind === "array") return itemChanges(before.members, after.members, path, depth) ?? [changed];
  if (before.kind !== "object") return [changed];
  // Which of two members of one name changed is not known.
  const isAmbiguous = [before, after].some(({ members }) => members.some(({ duplicate }) => duplicate));
  return isAmbiguous ? [changed] : memberChanges(before.members, after.members, path, depth);
}

function memberChanges(
  before: readonly TreeMember[],
  after: readonly TreeMember[],
  path: string,
  depth: number,
): JsonChange[] {
  const old = new Map(before.map((member) => [member.name, member]));
  const now = new Set(after.map(({ name }) => name));
  const found = after.flatMap(({ name, step, value }): JsonChange[] => {
    const was = old.get(name);
    if (was === undefined) return [{ kind: "added", path, name, value }];
    return changesAt(was.value, value, path + step, depth + 1);
  });
  const gone = before.filter(({ name }) => !now.has(name));
  return [...found, ...gone.map(({ name, value }): JsonChange => ({ kind: "removed", path, name, value }))];
}

/** Of arrays the items between those that both begin and end with; undefined where they were replaced by others. */
function itemChanges(
  before: readonly TreeMember[],
  after: readonly TreeMember[],
  path: string,
  depth: number,
): JsonChange[] | undefined {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && isSame(before[from]?.value, after[from]?.value, depth + 1)) from++;
  let rest = 0;
  while (rest < shorter - from && isSame(before.at(-1 - rest)?.value, after.at(-1 - rest)?.value, depth + 1)) rest++;
  const old = before.slice(from, before.length - rest);
  const now = after.slice(from, after.length - rest);
  if (old.length === 0) return now.map(({ value }) => ({ kind: "added", path, value }));
  if (now.length === 0) return old.map(({ value }) => ({ kind: "removed", path, value }));
  if (old.length !== now.length) return undefined;
  return old.flatMap((item, at) => {
    const other = now[at];
    return other === undefined ? [] : changesAt(item.value, other.value, `${path}${item.step}`, depth + 1);
  });
}

/** Whether two values hold the same. Asking for their changes would list those of every level again at the next. */
function isSame(one: TreeValue | undefined, other: TreeValue | undefined, depth: number): boolean {
  if (one === undefined || other === undefined || one.kind !== other.kind) return false;
  if (one.text === other.text) return true;
  if (one.members.length !== other.members.length || one.members.length === 0 || depth > deepest) return false;
  if (one.kind === "array")
    return one.members.every(({ value }, at) => isSame(value, other.members[at]?.value, depth + 1));
  if ([one, other].some(({ members }) => members.some(({ duplicate }) => duplicate))) return false;
  const values = new Map(other.members.map(({ name, value }) => [name, value]));
  return one.members.every(({ name, value }) => isSame(value, values.get(name), depth + 1));
}
