/** What the palette offers, and what it offers from. */
import type { ActId } from "#/acts/table.ts";
import type { KnownPlace } from "#/stores/places/known-places.ts";

/** What choosing an item does. */
export type PaletteChoice =
  | { readonly kind: "act"; readonly act: ActId; readonly text?: string }
  /** Goes to a screen by its act, and does the act there. */
  | { readonly kind: "elsewhere"; readonly open: ActId; readonly act: ActId; readonly text?: string }
  | { readonly kind: "place"; readonly place: KnownPlace }
  | { readonly kind: "connection"; readonly connectionId: string };

export interface PaletteItem {
  readonly id: string;
  readonly title: string;
  /** What it is, or where. */
  readonly hint?: string;
  /** Its shortcut. */
  readonly keys?: string | undefined;
  readonly choice: PaletteChoice;
}

/** A connection that one can switch to. */
export interface PaletteConnection {
  readonly id: string;
  readonly label: string;
}

export interface Ranked {
  readonly rank: number;
  readonly item: PaletteItem;
}

export interface CompletedPlace {
  readonly place: KnownPlace;
  /** How many keys a prefix has, where that is known. */
  readonly count: number | undefined;
}

/** What there is to offer from. */
export interface PaletteSource {
  /** The screen that is open. */
  readonly screen: string;
  readonly isAvailable: (id: ActId) => boolean;
  readonly connections: readonly PaletteConnection[];
  /** The place that is open; undefined: none on this screen. */
  readonly here: KnownPlace | undefined;
  /** Of the connection that is open, newest first. */
  readonly recent: readonly KnownPlace[];
  readonly bookmarks: readonly KnownPlace[];
  /** What the cluster has of the query. */
  readonly completed: readonly CompletedPlace[];
}
