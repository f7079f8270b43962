/** Rows that are keys, one by one, as they are selected: those of the table, and those that were found. */
import { encodeHex, equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import type { SelectedThing } from "#/stores/selection.ts";
import { listRows, type ListPlace } from "#/ui/list/row-mark.ts";
import type { SelectableRows } from "./row-selection.ts";

interface KeyRow {
  readonly key: Key;
}

/** What a row stands for. */
export function thingOfKey({ key }: KeyRow): SelectedThing {
  return { kind: "key", key: encodeHex(key) };
}

/** The rows of a flat list of keys, as they are selected. */
export function selectableKeys(rows: readonly KeyRow[]): SelectableRows<ListPlace<Key>> {
  return {
    ...listRows(rows, ({ key }) => key, equalBytes),
    thingAt: (at) => rows[at] && thingOfKey(rows[at]),
    thingsBetween: (one, other) => ({
      things: rows.slice(Math.min(one, other), Math.max(one, other) + 1).map(thingOfKey),
      leftOut: false,
    }),
    everything: () => rows.map(thingOfKey),
  };
}
