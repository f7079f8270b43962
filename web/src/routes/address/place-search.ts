import { startsWith } from "@etcd-explorer/shared/model/bytes";
import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import type { KnownPlace } from "#/stores/places/known-places.ts";

/** What of the address of the keys screen stays where one goes to another place. */
export interface ShownKeys {
  readonly prefix?: string | undefined;
  readonly view?: string | undefined;
}

/**
 * The fields of the address that show a place on the keys screen. A key among those that the tree is narrowed to leaves
 * it so; filter and search were meant for the place before.
 */
export function placeSearch(
  place: KnownPlace,
  { prefix = "", view }: ShownKeys,
): { key?: string; prefix?: string; view?: string } {
  const kept = view === undefined ? {} : { view };
  if (place.kind === "prefix") return { ...kept, prefix: place.text };
  const [key, root] = [parseKeyText(place.text), parseKeyText(prefix)];
  const isShown = prefix !== "" && key !== undefined && root !== undefined && startsWith(key, root);
  return { ...kept, key: place.text, ...(isShown && { prefix }) };
}

interface ShownPlace {
  readonly key?: string | undefined;
  readonly prefix?: string | undefined;
}

/** The place that the address of the keys screen shows. */
export function shownPlace({ key, prefix = "" }: ShownPlace): KnownPlace {
  return key === undefined ? { kind: "prefix", text: prefix } : { kind: "key", text: key };
}
