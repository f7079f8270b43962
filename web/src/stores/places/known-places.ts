/**
 * The keys and prefixes of each connection that were opened lately, and those that are bookmarked. Kept in this browser,
 * as the connections are; names alone, and no values.
 */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";

export interface KnownPlace {
  readonly kind: "key" | "prefix";
  /** As the address spells it. */
  readonly text: string;
}

type ByConnection = Readonly<Record<string, readonly KnownPlace[]>>;

interface KnownPlaces {
  /** Newest first. */
  readonly recent: ByConnection;
  /** Newest last. */
  readonly bookmarks: ByConnection;
}

const keptRecent = 12;
/** A list that one still reads. */
const mostBookmarks = 100;
/** Connections come and go: the places of those that were used last are kept. */
const keptConnections = 30;
/** A longer name is not worth its room. */
const longest = 2000;

export const nowhere: readonly KnownPlace[] = [];

export const usePlaces = create<KnownPlaces>()(
  persist((): KnownPlaces => ({ recent: {}, bookmarks: {} }), {
    name: "etcd-explorer:places:v1",
    storage: createJSONStorage(() => localStorage),
    merge: (stored, current) => ({
      recent: readLists(stored, "recent") ?? current.recent,
      bookmarks: readLists(stored, "bookmarks") ?? current.bookmarks,
    }),
  }),
);

/** Anything may be in a browser's storage: what is no place is left out. */
function readLists(stored: unknown, field: keyof KnownPlaces): ByConnection | undefined {
  if (typeof stored !== "object" || stored === null) return undefined;
  const lists: unknown = Object.entries(stored).find(([name]) => name === field)?.[1];
  if (typeof lists !== "object" || lists === null) return undefined;
  return Object.fromEntries(
    Object.entries(lists).map(([id, list]: [string, unknown]) => [id, Array.isArray(list) ? list.filter(isPlace) : []]),
  );
}

function isPlace(place: unknown): place is KnownPlace {
  if (typeof place !== "object" || place === null || !("kind" in place) || !("text" in place)) return false;
  return (place.kind === "key" || place.kind === "prefix") && typeof place.text === "string";
}

/** Whether two places are one. */
export function isSamePlace(one: KnownPlace, other: KnownPlace): boolean {
  return one.kind === other.kind && one.text === other.text;
}

const without = (places: readonly KnownPlace[] = nowhere, place: KnownPlace) =>
  places.filter((other) => !isSamePlace(other, place));

/** The last of the connections that were touched. */
function keep(lists: ByConnection, connectionId: string, places: readonly KnownPlace[]): ByConnection {
  const others = Object.entries(lists).filter(([id]) => id !== connectionId);
  return Object.fromEntries([...others, [connectionId, places] as const].slice(-keptConnections));
}

/** Changes what is known, as other tabs know it by now; whether a reload will still know. */
function change(update: (known: KnownPlaces) => Partial<KnownPlaces>): boolean {
  try {
    // Where the browser has no storage at all, there is nothing to read.
    if ("persist" in usePlaces) void usePlaces.persist.rehydrate();
    usePlaces.setState(update);
    return true;
  } catch {
    // The browser's storage is full or forbidden: in memory it is set.
    return false;
  }
}

/** Puts a place first among those that were opened lately. */
export function rememberRecent(connectionId: string, place: KnownPlace): void {
  if (place.text === "" || place.text.length > longest) return;
  if (usePlaces.getState().recent[connectionId]?.[0]?.text === place.text) return;
  change(({ recent }) => ({
    recent: keep(recent, connectionId, [place, ...without(recent[connectionId], place)].slice(0, keptRecent)),
  }));
}

/** Why a place cannot be bookmarked; undefined: it can. */
export function refuseBookmark(place: KnownPlace, bookmarks: readonly KnownPlace[]): string | undefined {
  if (place.text === "") return "Open a key or prefix first";
  if (place.text.length > longest) return "This name is too long for a bookmark";
  if (bookmarks.some((other) => isSamePlace(other, place))) return "Already bookmarked";
  return bookmarks.length >= mostBookmarks ? `At most ${mostBookmarks} bookmarks: remove one first` : undefined;
}

/** Bookmarks a place; whether a reload will still know. */
export function addBookmark(connectionId: string, place: KnownPlace): boolean {
  return change(({ bookmarks }) => ({
    bookmarks: { ...bookmarks, [connectionId]: [...without(bookmarks[connectionId], place), place] },
  }));
}

/** Takes a bookmark away; whether a reload will still know. */
export function removeBookmark(connectionId: string, place: KnownPlace): boolean {
  return change(({ bookmarks }) => ({
    bookmarks: { ...bookmarks, [connectionId]: without(bookmarks[connectionId], place) },
  }));
}

/** The bookmarks of a connection. */
export function useBookmarks(connectionId: string): readonly KnownPlace[] {
  return usePlaces(({ bookmarks }) => bookmarks[connectionId] ?? nowhere);
}
