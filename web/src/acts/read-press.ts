import { matchesChord, type KeyPress, type Shortcut } from "./shortcut.ts";

interface Binding<Id> {
  readonly id: Id;
  readonly shortcut: Shortcut;
}

export interface PressRead<B> {
  /** What the press completes. */
  readonly completed: readonly B[];
  /** What goes on with a second key. */
  readonly begun: readonly B[];
}

/** So long the second key of a sequence may take. */
export const sequenceMs = 1500;

/**
 * Reads a key press among shortcuts. `before`: the first key of a sequence, if one was pressed just now. Where the two
 * make no sequence, the second counts by itself.
 */
export function readPress<Id>(
  bindings: readonly Binding<Id>[],
  before: KeyPress | undefined,
  press: KeyPress,
  isMac: boolean,
): PressRead<Binding<Id>> {
  const is = (chord: Shortcut[1], key: KeyPress) => chord !== undefined && matchesChord(chord, key, isMac);
  if (before !== undefined) {
    const completed = bindings.filter(({ shortcut }) => is(shortcut[0], before) && is(shortcut[1], press));
    if (completed.length > 0) return { completed, begun: [] };
  }
  const first = bindings.filter(({ shortcut }) => is(shortcut[0], press));
  return {
    completed: first.filter(({ shortcut }) => shortcut[1] === undefined),
    begun: first.filter(({ shortcut }) => shortcut[1] !== undefined),
  };
}
