/**
 * What an act about "the key" means while a list of keys has the focus: the selection, or else the marked row. Everywhere
 * else it means the key that is open. The screen with the list says what is there (routes/keys/use-row-acts.ts).
 */
import type { Mark } from "#/stores/marked-thing.ts";
import type { ActId } from "./table.ts";

/** What a list of keys that has the focus shows as the object of acts. */
export interface RowAt {
  /** How many keys and folders are selected. */
  readonly selected: number;
  /** The marked row: that of the open key, of another one, or a folder. Undefined: it stands for nothing. */
  readonly marked: "open" | "key" | "folder" | undefined;
}

export type RowMeaning =
  /** The act itself, or its twin for many keys. */
  | { readonly kind: "act"; readonly act: ActId }
  /** The marked key is opened first, so that one sees what the act is about. */
  | { readonly kind: "open-first"; readonly act: ActId }
  /** It is about the names of the selection or of the marked row, whatever is open. */
  | { readonly kind: "names" }
  | { readonly kind: "nothing"; readonly why: string };

/** Acts on one key, and what does the same with many. */
const keyActs: Readonly<Partial<Record<ActId, ActId | null>>> = {
  "key.delete": "bulk.delete",
  "key.rename": "bulk.move",
  "key.duplicate": "bulk.copy",
  "key.lease": "bulk.lease",
  "key.add-to-txn": "bulk.add-to-txn",
  "key.refresh": null,
  "value.copy": null,
  "value.download": null,
  "value.upload": null,
  "value.copy-as": null,
  "value.focus": null,
  "history.open": null,
};

/** What a marked row is beside the key that is open; where no row is marked, the open key is meant here as well. */
export function meantRow(mark: Mark | undefined, openHex: string | undefined): RowAt["marked"] {
  if (mark === undefined) return openHex === undefined ? undefined : "open";
  if (mark.thing?.kind === "key") return mark.thing.key === openHex ? "open" : "key";
  return mark.thing && "folder";
}

/** Reads an act in a list of keys. */
export function meaningOnRow(act: ActId, { selected, marked }: RowAt): RowMeaning {
  if (act === "key.copy") {
    return selected > 0 || marked !== undefined ? { kind: "names" } : { kind: "nothing", why: "No key selected" };
  }
  const many = keyActs[act];
  if (many === undefined) return { kind: "act", act };
  if (many !== null && selected > 0) return { kind: "act", act: many };
  if (marked === "open") return { kind: "act", act };
  if (marked === "key") return { kind: "open-first", act };
  if (marked === "folder" && many !== null) return { kind: "act", act: many };
  return { kind: "nothing", why: marked === "folder" ? "This is a folder. Select a key first." : "No key selected" };
}

interface RowReader {
  /** What has the focus; undefined: no list of keys. */
  readonly at: () => RowAt | undefined;
  /** Opens the marked key and does an act on it. */
  readonly openFirst: (act: ActId) => void;
  /** Copies the names of the selection, or else that of the marked row. */
  readonly copyNames: () => void;
}

let reader: RowReader | undefined;

/** Makes a screen's lists known; the returned function takes them away again. */
export function registerRows(mine: RowReader): () => void {
  reader = mine;
  return () => {
    if (reader === mine) reader = undefined;
  };
}

/** What the keyboard means by an act just now. */
export function readAtFocus(act: ActId): RowMeaning {
  const at = reader?.at();
  return at === undefined ? { kind: "act", act } : meaningOnRow(act, at);
}

/** Opens the marked key for an act. */
export function openRowFor(act: ActId): void {
  reader?.openFirst(act);
}

/** Copies what is selected or marked by name. */
export function copyRowNames(): void {
  reader?.copyNames();
}
