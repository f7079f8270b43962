import { decodeHex } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { useEffect } from "react";
import { useAct } from "#/acts/use-act.ts";
import {
  addBookmark,
  isSamePlace,
  refuseBookmark,
  rememberRecent,
  removeBookmark,
  useBookmarks,
  type KnownPlace,
} from "#/stores/places/known-places.ts";
import { useMarkedThing } from "#/stores/marked-thing.ts";
import { notify } from "#/stores/notices.ts";
import { shownPlace } from "#/routes/address/place-search.ts";
import type { SelectedThing } from "#/stores/selection.ts";

interface PlacesHostProps {
  readonly connectionId: string;
  /** The key that is open, and what the tree is narrowed to, as the address spells them. */
  readonly openKey: string | undefined;
  readonly prefix: string;
}

/** Remembers the places of the keys screen that are opened, and bookmarks them: the marked row, the open key or the prefix. */
export function PlacesHost({ connectionId, openKey, prefix }: PlacesHostProps) {
  const open = shownPlace({ prefix, ...(openKey !== undefined && { key: openKey }) });
  const { kind, text } = open;
  useEffect(() => {
    rememberRecent(connectionId, { kind, text });
  }, [connectionId, kind, text]);
  const marked = useMarkedThing(connectionId);
  const place = (marked && placeOf(marked)) ?? open;
  const bookmarks = useBookmarks(connectionId);
  const isKept = bookmarks.some((other) => isSamePlace(other, place));
  const tell = (what: string, lasts: boolean) =>
    lasts ? notify(`${what} ${place.text}`) : notify(`${what} until reload: this browser's storage is full`, "bad");
  useAct("bookmark.add", () => tell("Bookmarked", addBookmark(connectionId, place)), refuseBookmark(place, bookmarks));
  useAct(
    "bookmark.remove",
    () => tell("Removed bookmark", removeBookmark(connectionId, place)),
    isKept ? undefined : "Not bookmarked",
  );
  return null;
}

function placeOf(thing: SelectedThing): KnownPlace | undefined {
  const bytes = decodeHex(thing.kind === "key" ? thing.key : thing.prefix);
  return bytes && { kind: thing.kind, text: formatKey(bytes) };
}
