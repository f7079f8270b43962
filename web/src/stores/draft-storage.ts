/**
 * The tab's own storage for what is typed and not sent yet: through a reload, and gone with the tab, since values may
 * be secrets. It is written a little later, so that no keystroke waits for it, and at the latest when the page is left.
 * What comes back is checked; what cannot be read is told, neither thrown nor dropped in silence.
 */
import { create } from "zustand";
import type { PersistStorage } from "zustand/middleware";

/** Drafts by what they are of, such as a connection and key. */
export type DraftsById<Draft> = Readonly<Record<string, Draft>>;

interface DraftFormat<Draft> {
  /** Reads one draft, as `write` wrote it; undefined: it is damaged. */
  readonly parse: (raw: unknown) => Draft | undefined;
  /**
   * One draft as JSON; asked once of each object: a draft that has not changed is not written out again. Undefined: it
   * is not for the storage, and lasts as long as the page.
   */
  readonly write?: (draft: Draft) => string | undefined;
}

/** Stored drafts that could not be read, as they were stored, until somebody is told. */
export const useUnreadDrafts = create<{ readonly texts: readonly string[] }>()(() => ({ texts: [] }));

/** The names of the storages whose last drafts did not all find room: a reload loses the largest of them. */
export const useUnkeptDrafts = create<{ readonly names: readonly string[] }>()(() => ({ names: [] }));

/** Whether the drafts of a storage found room, so that a reload brings them back. Without a name: those of every one. */
export function useDraftsKept(name?: string): boolean {
  return useUnkeptDrafts(({ names }) => (name === undefined ? names.length === 0 : !names.includes(name)));
}

function tellKept(name: string, kept: boolean): void {
  useUnkeptDrafts.setState(({ names }) => {
    const others = names.filter((each) => each !== name);
    return { names: kept ? others : [...others, name] };
  });
}

const writeDelayMs = 250;

/** A storage of drafts. Where there is no room for all, the largest last as long as the page. */
export function draftStorage<Draft extends object>(format: DraftFormat<Draft>): PersistStorage<DraftsById<Draft>> {
  const textOf = remembered(format.write ?? ((draft: Draft): string | undefined => JSON.stringify(draft)));
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let write: (() => void) | undefined;
  const flush = () => {
    clearTimeout(waiting);
    waiting = undefined;
    write?.();
    write = undefined;
  };
  if (typeof window !== "undefined") window.addEventListener("pagehide", flush);

  return {
    getItem: (name) => {
      const text = readItem(name);
      return text === null ? null : { state: readDrafts(text, format.parse), version: 0 };
    },
    setItem: (name, { state }) => {
      write = () => tellKept(name, writeItem(name, state, textOf));
      waiting ??= setTimeout(flush, writeDelayMs);
    },
    removeItem: (name) => sessionStorage.removeItem(name),
  };
}

/** The storage may be forbidden altogether. */
function readItem(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    tellKept(name, false);
    return null;
  }
}

/** One that cannot be read costs no other. */
function readDrafts<Draft>(text: string, parse: (raw: unknown) => Draft | undefined): DraftsById<Draft> {
  const stored = parseJson(text);
  const state = isObject(stored) && "state" in stored ? stored.state : undefined;
  const unread = isObject(state) ? [] : [text];
  const drafts: Record<string, Draft> = {};
  for (const [id, raw] of Object.entries(isObject(state) ? state : {})) {
    const draft = tryTo(() => parse(raw));
    if (draft === undefined) unread.push(tryTo(() => JSON.stringify(raw)) ?? text);
    else drafts[id] = draft;
  }
  if (unread.length > 0) useUnreadDrafts.setState(({ texts }) => ({ texts: [...texts, ...unread] }));
  return drafts;
}

const parseJson = (text: string): unknown => tryTo((): unknown => JSON.parse(text));

/** Something nested deep enough runs out of stack: that counts as damaged. */
function tryTo<Result>(something: () => Result): Result | undefined {
  try {
    return something();
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Says whether all found room. Beyond its quota storage throws, and keeps what was there before. */
function writeItem<Draft>(
  name: string,
  drafts: DraftsById<Draft>,
  textOf: (draft: Draft) => string | undefined,
): boolean {
  const all = Object.entries(drafts).map(([id, draft]) => [id, textOf(draft)] as const);
  const entries = all
    .flatMap(([id, text]) => (text === undefined ? [] : [`${JSON.stringify(id)}:${text}`]))
    .toSorted((a, b) => a.length - b.length);
  for (let count = entries.length; count >= 0; count--) {
    try {
      if (count === 0) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, `{"state":{${entries.slice(0, count).join(",")}},"version":0}`);
      return count === all.length;
    } catch {
      // Without the largest of them there may be room.
    }
  }
  return false;
}

/** Writes out each thing once: of a value of a megabyte that takes longer than the pause between two keys. */
export function remembered<Thing extends object, Text extends string | undefined>(
  write: (thing: Thing) => Text,
): (thing: Thing) => Text {
  const known = new WeakMap<Thing, { readonly text: Text }>();
  return (thing) => {
    const kept = known.get(thing) ?? { text: write(thing) };
    known.set(thing, kept);
    return kept.text;
  };
}
