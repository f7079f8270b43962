/** Keeps the drafts in the tab's storage, and brings them back after a reload. */
import { create } from "zustand";
import { formatDrafts, parseDrafts } from "./draft-storage.ts";
import { useDrafts, type Draft } from "./drafts.ts";

const storageKey = "etcd-explorer:drafts:v1";
/** Writing a large draft at every key press would be felt. */
const pauseMs = 300;

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Whether the last drafts found room in the tab's storage; where not, a reload loses them. */
export const useDraftsKept = create<{ readonly kept: boolean }>()(() => ({ kept: true }));

/** Puts the drafts into storage now; where they find no room together, without the largest. */
export function storeDrafts(storage: Store): void {
  const drafts = Object.entries(useDrafts.getState()).toSorted(([, a], [, b]) => sizeOf(a) - sizeOf(b));
  for (let count = drafts.length; count >= 0; count--) {
    if (!tryStore(storage, drafts.slice(0, count))) continue;
    useDraftsKept.setState({ kept: count === drafts.length });
    return;
  }
  useDraftsKept.setState({ kept: false });
}

function sizeOf({ base, text }: Draft): number {
  return base.value.length + text.length;
}

/** Beyond its quota storage throws and keeps what was there before; it may also be forbidden altogether. */
function tryStore(storage: Store, drafts: readonly (readonly [string, Draft])[]): boolean {
  try {
    if (drafts.length === 0) storage.removeItem(storageKey);
    else storage.setItem(storageKey, formatDrafts(Object.fromEntries(drafts)));
    return true;
  } catch {
    return false;
  }
}

/** Brings back what storage holds, and from then on keeps every change. The returned function ends that. */
export function keepDrafts(storage: Store, later = setTimeout, never = clearTimeout): () => void {
  try {
    const text = storage.getItem(storageKey);
    if (text !== null) useDrafts.setState((drafts) => ({ ...parseDrafts(text), ...drafts }), true);
  } catch {
    useDraftsKept.setState({ kept: false });
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    if (timer !== undefined) never(timer);
    timer = undefined;
    storeDrafts(storage);
  };
  const stop = useDrafts.subscribe(() => {
    if (timer === undefined) timer = later(flush, pauseMs);
  });
  return () => {
    flush();
    stop();
  };
}
