import type { KeyPress } from "../shortcut.ts";

/** A key press as a browser reports it. */
export function press(key: string, code: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}
