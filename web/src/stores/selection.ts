/**
 * What is selected in the tree or the table, by connection, for acts on many keys at once. Bytes stand as hex, since
 * they make no object key. A selection names keys and prefixes and holds no data: what etcd has below a prefix is read
 * by the act that works on it.
 */
import { asKey, decodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { create } from "zustand";

export type SelectedThing =
  | { readonly kind: "key"; readonly key: string }
  /** Every key that starts so. `count` is how many the tree counted when it was selected. */
  | { readonly kind: "prefix"; readonly prefix: string; readonly count: number };

/** By {@link selectionId}, in the order of selecting. */
export type Selection = ReadonlyMap<string, SelectedThing>;

/** Nothing: one and the same map, so that nobody renders anew for it. */
export const nothingSelected: Selection = new Map();

const useSelections = create<Readonly<Record<string, Selection>>>()(() => ({}));

/** The identity of a thing within a selection. */
export function selectionId(thing: SelectedThing): string {
  return thing.kind === "key" ? `key ${thing.key}` : `prefix ${thing.prefix}`;
}

/** What is selected on a connection. */
export function useSelection(connectionId: string): Selection {
  return useSelections((all) => all[connectionId] ?? nothingSelected);
}

/** The same, outside of a component. */
export function currentSelection(connectionId: string): Selection {
  return useSelections.getState()[connectionId] ?? nothingSelected;
}

/** Selects a thing, or no longer where it was selected. */
export function toggleSelected(connectionId: string, thing: SelectedThing): void {
  change(connectionId, (things) => {
    const id = selectionId(thing);
    if (!things.delete(id)) things.set(id, thing);
  });
}

/** Selects exactly these things in place of what was selected, with `keep` in addition to it. */
export function setSelected(connectionId: string, things: readonly SelectedThing[], keep = false): void {
  change(connectionId, (selected) => {
    if (!keep) selected.clear();
    for (const thing of things) selected.set(selectionId(thing), thing);
  });
}

/** Takes things out of the selection, such as keys that an act has deleted. */
export function deselect(connectionId: string, things: readonly SelectedThing[]): void {
  change(connectionId, (selected) => {
    for (const thing of things) selected.delete(selectionId(thing));
  });
}

/** Selects nothing. */
export function clearSelection(connectionId: string): void {
  useSelections.setState({ [connectionId]: nothingSelected });
}

function change(connectionId: string, edit: (things: Map<string, SelectedThing>) => void): void {
  const things = new Map(currentSelection(connectionId));
  edit(things);
  useSelections.setState({ [connectionId]: things.size === 0 ? nothingSelected : things });
}

/**
 * The selection without what another selected prefix holds already, in etcd's order: no key comes twice.
 * Hex orders as bytes do, so that what a prefix covers follows right behind it.
 */
export function outermost(selection: Selection): SelectedThing[] {
  const things = [...selection.values()].toSorted(
    (a, b) => order(hexOf(a), hexOf(b)) || (a.kind === "prefix" ? -1 : 1),
  );
  const kept: SelectedThing[] = [];
  let cover: string | undefined;
  for (const thing of things) {
    if (cover !== undefined && hexOf(thing).startsWith(cover)) continue;
    kept.push(thing);
    if (thing.kind === "prefix") cover = thing.prefix;
  }
  return kept;
}

/** The bytes of what is selected: single keys, and prefixes. */
export function namesIn(selection: Selection): { readonly keys: readonly Key[]; readonly prefixes: readonly Key[] } {
  const names = { keys: new Array<Key>(), prefixes: new Array<Key>() };
  for (const thing of selection.values()) {
    const key = asKey(decodeHex(hexOf(thing)) ?? new Uint8Array());
    (thing.kind === "key" ? names.keys : names.prefixes).push(key);
  }
  return names;
}

/** How much is selected: keys and folders by themselves, and all keys in total, none of them counted twice. */
export function countSelection(selection: Selection): { keys: number; prefixes: number; total: number } {
  const counts = { keys: 0, prefixes: 0, total: 0 };
  for (const thing of outermost(selection)) {
    if (thing.kind === "key") counts.keys++;
    else counts.prefixes++;
    counts.total += thing.kind === "key" ? 1 : thing.count;
  }
  return counts;
}

/** The bytes of keys and prefixes. */
export function thingNames(things: readonly SelectedThing[]): Key[] {
  return things.map((thing) => asKey(decodeHex(hexOf(thing)) ?? new Uint8Array()));
}

/** The names of keys and folders as the screens spell them, one on a line. */
export function namesText(things: readonly SelectedThing[]): string {
  return thingNames(things).map(formatKey).join("\n");
}

/** What was copied by {@link namesText}: `Copied key`, `Copied 3 names`. */
export function describeCopied(things: readonly SelectedThing[]): string {
  const [first] = things;
  if (things.length > 1) return `Copied ${formatGrouped(things.length)} names`;
  return first?.kind === "prefix" ? "Copied prefix" : "Copied key";
}

function hexOf(thing: SelectedThing): string {
  return thing.kind === "key" ? thing.key : thing.prefix;
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
