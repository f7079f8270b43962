/** The connections that are kept in this browser, the one used last first; no secret is in them. */
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { marksOf } from "#/api/connection/marks-of.ts";
import { isMarked, parseSaved, refOf, type SavedConnection } from "#/lib/saved-connection.ts";
import { forgetNames } from "./confirmed-names.ts";
import { notify } from "./notices.ts";
import { formatConnectionRef } from "@etcd-explorer/shared/model/connection-ref";

/** Of those that were only used, and never named or marked, the latest are kept. */
const keptUnmarked = 12;

interface Saved {
  readonly connections: readonly SavedConnection[];
}

/** Connections were stored under this name before they had one themselves: those are read as well. */
const storageName = "etcd-explorer:profiles:v1";

export const useSavedConnections = create<Saved>()(
  persist((): Saved => ({ connections: [] }), {
    name: storageName,
    merge: (raw) => ({ connections: parseSaved(raw) }),
  }),
);

/** Takes over what another tab saves: this one would write its older list over it. Called once, by the page. */
export function followSavedConnections(page: EventTarget): void {
  page.addEventListener("storage", (event) => {
    if (!("key" in event) || event.key !== storageName) return;
    forgetNames();
    void useSavedConnections.persist.rehydrate();
  });
}

/** Whether a reload will still know. */
function set(change: (connections: readonly SavedConnection[]) => readonly SavedConnection[]): boolean {
  try {
    useSavedConnections.setState(({ connections }) => {
      let unmarked = 0;
      return { connections: change(connections).filter((each) => isMarked(each) || ++unmarked <= keptUnmarked) };
    });
    return true;
  } catch {
    // The browser's storage is full or forbidden. In memory it is set, and whoever connects goes on.
    return false;
  }
}

/** Notes that a connection is used: it comes first. Somebody else at a place that has a name is no connection more. */
export function rememberConnection(id: string): void {
  set((connections) => {
    const found = connections.find((each) => each.id === id) ?? connections.find((each) => isNamedAt(each, id));
    const used = found ?? { id };
    return [used, ...connections.filter((each) => each !== used)];
  });
}

function isNamedAt(saved: SavedConnection, id: string): boolean {
  return isMarked(saved) && withoutUser(saved.id) === withoutUser(id);
}

function withoutUser(id: string): string {
  const ref = refOf({ id });
  return ref === undefined ? id : formatConnectionRef({ ...ref, user: "" });
}

/** Keeps a connection with its marks, in place of the one with the ID `replaced` or with its own. */
export function saveConnection(saved: SavedConnection, replaced: string = saved.id): void {
  // What was typed was another name, or of a connection with other marks.
  forgetNames();
  const isKept = set((connections) => {
    const at = connections.findIndex(({ id }) => id === replaced);
    const others = connections.filter(({ id }, index) => index === at || id !== saved.id);
    if (at === -1) return [saved, ...others];
    return others.map((each) => (each.id === replaced ? saved : each));
  });
  if (!isKept) notify("Not kept after a reload: this browser's storage is full or blocked", "bad");
}

/** Whether what is sent there only reads, as it is marked now: a job may have begun before that. */
export function isKeptReadOnly(connectionId: string): boolean {
  const ref = refOf({ id: connectionId });
  return ref !== undefined && marksOf(ref, useSavedConnections.getState().connections).readOnly === true;
}

/** Tells of every change of the same; the returned function ends it. */
export function watchKeptReadOnly(connectionId: string, tell: () => void): () => void {
  let before = isKeptReadOnly(connectionId);
  return useSavedConnections.subscribe(() => {
    const now = isKeptReadOnly(connectionId);
    if (now === before) return;
    before = now;
    tell();
  });
}

/** Takes a connection off the list; the function that is given puts it back where it was. */
export function removeConnection(id: string): () => void {
  const { connections } = useSavedConnections.getState();
  const at = connections.findIndex((each) => each.id === id);
  const removed = connections[at];
  set((all) => all.filter((each) => each.id !== id));
  return () => {
    if (removed === undefined) return;
    set((all) => (all.some((each) => each.id === id) ? all : all.toSpliced(at, 0, removed)));
  };
}
