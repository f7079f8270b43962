/** What the console has printed, by connection and user. In this page's memory only: values may be secrets. */
import { create } from "zustand";
import type { Entry } from "#/features/console/input/console-model.ts";

export const noEntries: readonly Entry[] = [];

export const useConsoleEntries = create<Readonly<Record<string, readonly Entry[]>>>()(() => ({}));

export function changeEntries(place: string, change: (before: readonly Entry[]) => readonly Entry[]): void {
  useConsoleEntries.setState((all) => ({ ...all, [place]: change(all[place] ?? noEntries) }));
}

let nextId = 1;

/** Of the next entry: no two have the same, on whichever connection. */
export function nextEntryId(): number {
  return nextId++;
}
