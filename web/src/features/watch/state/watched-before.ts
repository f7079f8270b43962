/** The watches that this tab had last, by connection: a reload of another screen does not lose them. Names, no events. */
import { create } from "zustand";
import { persist } from "zustand/middleware";
import * as z from "zod/mini";
import { entriesOf, keptChoice } from "#/lib/kept-choice.ts";
import { tabStorage } from "#/lib/safe-storage.ts";

/** Longer names are not worth their room. */
const longest = 20_000;
const keptConnections = 30;

const useWatchedBefore = create<Readonly<Record<string, string>>>()(
  persist(
    () => ({}),
    keptChoice("etcd-explorer:watches:v1", tabStorage, entriesOf(z.string().check(z.maxLength(longest)))),
  ),
);

/** The watches of a connection as the address spells them; empty: none. */
export function watchedBefore(connectionId: string): string {
  return useWatchedBefore.getState()[connectionId] ?? "";
}

/** Remembers the watches of a connection, and with an empty text that there are none. */
export function rememberWatches(connectionId: string, text: string): void {
  if (watchedBefore(connectionId) === text) return;
  const others = Object.entries(useWatchedBefore.getState()).filter(([id]) => id !== connectionId);
  const own = text !== "" && text.length <= longest ? [[connectionId, text] as const] : [];
  useWatchedBefore.setState(Object.fromEntries([...others, ...own].slice(-keptConnections)), true);
}
