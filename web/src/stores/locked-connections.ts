/**
 * The connections that this browser has locked: everything it sends there only reads, from every tab, those that are
 * opened later too. Kept until somebody unlocks them.
 */
import { endpointsOf, formatConnectionRef, parseConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { formatHostPort } from "@etcd-explorer/shared/model/failure";
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
    merge: (stored, current) => lockedIn(stored) ?? current,
  }),
);

/** Takes over at once what another tab locks or unlocks. Called once, by the page. */
export function followLocks(page: EventTarget): void {
  page.addEventListener("storage", (event) => {
    if (!("key" in event) || event.key !== storageName) return;
    const before = useLocked.getState().places;
    forgetNames();
    void useLocked.persist.rehydrate();
    const { places } = useLocked.getState();
    const [unlocked] = before.filter((place) => !places.includes(place));
    if (unlocked !== undefined) notify(`Writes allowed on ${unlocked}: unlocked in another tab`, "info");
  });
}

/** Anything may be in a browser's storage: what is damaged unlocks nothing beside it. */
function lockedIn(stored: unknown): Locked | undefined {
  if (typeof stored !== "object" || stored === null || !("places" in stored)) return undefined;
  if (!Array.isArray(stored.places)) return undefined;
  return { places: stored.places.filter((place: unknown) => typeof place === "string") };
}

/** A connection by its place: signing in there as another user lets nothing be written that was locked. */
function placeOf(connectionId: string): string {
  const ref = parseConnectionRef(connectionId);
  return ref?.kind === "free" ? formatConnectionRef({ ...ref, user: "" }) : connectionId;
}

/** The servers that a place leads to, however it lists them; of a configured connection its name. */
function serversOf(place: string): string[] {
  const ref = parseConnectionRef(place);
  if (ref?.kind !== "free") return [place];
  return endpointsOf(ref).map(({ host, port }) => formatHostPort(host.toLowerCase(), port));
}

/** Whether a locked place has a server in common with another one: each leads to the same cluster. */
function meets(place: string, servers: readonly string[]): boolean {
  return serversOf(place).some((server) => servers.includes(server));
}

function locks({ places }: Locked, connectionId: string): boolean {
  if (places.length === 0) return false;
  const servers = serversOf(placeOf(connectionId));
  return places.some((place) => meets(place, servers));
}

/** Whether this browser has locked a connection, or another one that leads to one of its servers. */
export function isLocked(connectionId: string): boolean {
  return locks(useLocked.getState(), connectionId);
}

/** The same of any connection, for a component. */
export function useIsLocked(): (connectionId: string) => boolean {
  const locked = useLocked();
  return (connectionId) => locks(locked, connectionId);
}

/** Makes a connection read-only for this browser, or lets it be written again; whether a reload will still know. */
export function setLocked(connectionId: string, locked: boolean): boolean {
  const place = placeOf(connectionId);
  forgetNames();
  try {
    useLocked.setState(({ places }) => {
      const servers = serversOf(place);
      const others = places.filter((other) => (locked ? other !== place : !meets(other, servers)));
      return { places: locked ? [...others, place] : others };
    });
    return isStored(place) === locked;
  } catch {
    // The browser's storage is full or forbidden: in memory it is set.
    return false;
  }
}

/** Whether the browser's storage holds a lock; where it is forbidden, nothing has thrown. */
function isStored(place: string): boolean {
  try {
    return window.localStorage.getItem(storageName)?.includes(JSON.stringify(place)) === true;
  } catch {
    return false;
  }
}

/** Tells of every change of a connection's lock; the returned function ends it. */
export function watchLock(connectionId: string, tell: (locked: boolean) => void): () => void {
  return useLocked.subscribe((now, before) => {
    const locked = locks(now, connectionId);
    if (locked !== locks(before, connectionId)) tell(locked);
  });
}
