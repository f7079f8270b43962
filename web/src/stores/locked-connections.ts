/**
 * The connections that this browser has locked: everything it sends there only reads, from every tab, those that are
 * opened later too. Kept until somebody unlocks them.
 */
import { formatConnectionRef, parseConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { notify } from "./notices.ts";
import { forgetNames } from "./confirmed-names.ts";

interface Locked {
  /** Where they lead, whoever is signed in there. */
  readonly places: readonly string[];
}

const storageName = "etcd-explorer:locked:v1";

const useLocked = create<Locked>()(
  persist((): Locked => ({ places: [] }), {
    name: storageName,
    merge: (stored, current) => (isLockedState(stored) ? stored : current),
  }),
);

/** Takes over at once what another tab locks or unlocks. Called once, by the page. */
export function followLocks(page: EventTarget): void {
  page.addEventListener("storage", (event) => {
    if (!("key" in event) || event.key !== storageName) return;
    const before = useLocked.getState().places;
    void useLocked.persist.rehydrate();
    const { places } = useLocked.getState();
    const [unlocked] = before.filter((place) => !places.includes(place));
    if (unlocked !== undefined) notify(`Writes allowed on ${unlocked}: unlocked in another tab`, "info");
  });
}

/** Anything may be in a browser's storage. */
function isLockedState(stored: unknown): stored is Locked {
  if (typeof stored !== "object" || stored === null || !("places" in stored)) return false;
  return Array.isArray(stored.places) && stored.places.every((place) => typeof place === "string");
}

/** A connection by its place: signing in there as another user lets nothing be written that was locked. */
function placeOf(connectionId: string): string {
  const ref = parseConnectionRef(connectionId);
  return ref?.kind === "free" ? formatConnectionRef({ ...ref, user: "" }) : connectionId;
}

/** Whether this browser has locked a connection. */
export function isLocked(connectionId: string): boolean {
  return useLocked.getState().places.includes(placeOf(connectionId));
}

/** The same of any connection, for a component. */
export function useIsLocked(): (connectionId: string) => boolean {
  const places = useLocked((locked) => locked.places);
  return (connectionId) => places.includes(placeOf(connectionId));
}

/** Makes a connection read-only for this browser, or lets it be written again; whether a reload will still know. */
export function setLocked(connectionId: string, locked: boolean): boolean {
  const place = placeOf(connectionId);
  forgetNames();
  try {
    useLocked.setState(({ places }) => {
      const others = places.filter((other) => other !== place);
      return { places: locked ? [...others, place] : others };
    });
    return true;
  } catch {
    // The browser's storage is full or forbidden: in memory it is set.
    return false;
  }
}

/** Tells of every change of a connection's lock; the returned function ends it. */
export function watchLock(connectionId: string, tell: (locked: boolean) => void): () => void {
  const place = placeOf(connectionId);
  return useLocked.subscribe(({ places }, before) => {
    const locked = places.includes(place);
    if (locked !== before.places.includes(place)) tell(locked);
  });
}
