/** Keys and prefixes in the palette: those that are known, and those that the cluster has. Pure. */
import { formatKeyCount } from "#/lib/format.ts";
import { isSamePlace, type KnownPlace } from "#/stores/places/known-places.ts";
import { fitOf } from "./match-words.ts";
import type { CompletedPlace, PaletteItem, PaletteSource, Ranked } from "./palette-item.ts";

/** Before anything is typed, so many of each: the acts stay in sight. */
const shownUntyped = 5;

/** Whether a query is meant as a key: no title of an act holds such a sign. */
export function looksLikeKey(query: string): boolean {
  return /[/\\.:]/.test(query);
}

function itemOf(place: KnownPlace, hint: string): PaletteItem {
  return { id: `${place.kind} ${place.text}`, title: place.text, hint, choice: { kind: "place", place } };
}

/** Places that were opened lately, and bookmarks. */
export function knownPlaces(
  query: string,
  { here, recent, bookmarks }: Pick<PaletteSource, "here" | "recent" | "bookmarks">,
): readonly Ranked[] {
  const isBookmark = (place: KnownPlace) => bookmarks.some((other) => isSamePlace(place, other));
  const isHere = (place: KnownPlace) => here !== undefined && isSamePlace(place, here);
  const others = recent.filter((place) => !isBookmark(place) && !isHere(place));
  if (query === "") {
    return [
      ...others.slice(0, shownUntyped).map((place) => ({ rank: 0, item: itemOf(place, "recent") })),
      ...bookmarks.slice(-shownUntyped).map((place) => ({ rank: 0, item: itemOf(place, "bookmark") })),
    ];
  }
  const rank = (places: readonly KnownPlace[], hint: string) =>
    places.flatMap((place): readonly Ranked[] => {
      const fit = fitOf(place.text, query, hint);
      // Of equals, an act comes first: what is typed to run one must not open a key.
      return fit === undefined ? [] : [{ rank: fit + 0.25, item: itemOf(place, hint) }];
    });
  return [...rank(bookmarks, "bookmark"), ...rank(others, "recent")];
}

/** What the cluster has, in its order. */
export function completedPlaces(completed: readonly CompletedPlace[]): readonly PaletteItem[] {
  return completed.map(({ place, count }) =>
    itemOf(place, count === undefined ? (place.kind === "key" ? "key" : "prefix") : formatKeyCount(count)),
  );
}
