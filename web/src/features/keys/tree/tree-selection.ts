/** What of the tree's rows is selected, for acts on many keys at once. */
import type { RowPlace } from "@etcd-explorer/shared/read/browse/row-place";
import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { selectionId, type SelectedThing, type Selection } from "#/stores/selection.ts";
import type { RowsBetween, SelectableRows } from "#/features/keys/rows/row-selection.ts";
import type { Row, TreeRows } from "./tree-rows.ts";

/** So many rows are selected at once at the most: beyond, one selects their folder. */
export const selectableRows = 20_000;

/** What a row selects; undefined: it stands for nothing. */
export function thingOf(row: Row | undefined): SelectedThing | undefined {
  if (row?.kind === "key") return { kind: "key", key: encodeHex(row.facts.key) };
  if (row?.kind === "folder") return { kind: "prefix", prefix: encodeHex(row.prefix), count: row.count };
  return undefined;
}

/** Whether a row is selected, by itself or with a folder around it; undefined where nothing at all is. */
export function isChecked(tree: TreeRows, at: number, row: Row, selection: Selection): boolean | undefined {
  if (selection.size === 0) return undefined;
  const thing = thingOf(row);
  if (thing === undefined) return undefined;
  if (selection.has(selectionId(thing))) return true;
  if (row.kind === "folder" && selection.has(`prefix ${encodeHex(row.outermost)}`)) return true;
  for (let folder = tree.spanAt(at)?.folder; folder !== undefined; folder = folder.above) {
    if (selection.has(`prefix ${folder.hex}`) || selection.has(`prefix ${folder.outermostHex}`)) return true;
  }
  return false;
}

/** What the rows from one to another stand for, both included. */
export function thingsBetween(tree: TreeRows, one: number, other: number): RowsBetween {
  const from = Math.min(one, other);
  const to = Math.max(one, other);
  const things: SelectedThing[] = [];
  let leftOut = false;
  for (let at = from; at <= to; at++) {
    const span = tree.spanAt(at);
    if (span === undefined) break;
    if (span.kind === "unread" || things.length >= selectableRows) {
      leftOut = true;
      at = span.start + span.rows - 1;
      continue;
    }
    const thing = thingOf(tree.at(at));
    if (thing !== undefined) things.push(thing);
  }
  return { things, leftOut };
}

/** The rows of a tree, as they are selected. */
export function selectableTree(tree: TreeRows): SelectableRows<RowPlace> {
  return {
    count: tree.count,
    placeOf: (at) => tree.placeOf(at),
    rowOf: (place) => tree.rowOf(place),
    isAt: (place, at) => tree.isAt(place, at),
    thingAt: (at) => thingOf(tree.at(at)),
    thingsBetween: (one, other) => thingsBetween(tree, one, other),
    everything: () => everything(tree),
  };
}

/** Everything in the tree: its first level where all of that is read, else its whole root as one. */
export function everything(tree: TreeRows): readonly SelectedThing[] {
  const root = tree.spans[0]?.folder;
  if (root === undefined || root.state.status !== "ready") return [];
  const { entries, count } = root.state.listing;
  const all: SelectedThing[] = [];
  for (const entry of entries) {
    if (entry.kind === "unread" || all.length >= selectableRows) return [{ kind: "prefix", prefix: root.hex, count }];
    all.push(
      entry.kind === "key"
        ? { kind: "key", key: encodeHex(entry.facts.key) }
        : { kind: "prefix", prefix: encodeHex(entry.prefix), count: entry.count },
    );
  }
  return all;
}
