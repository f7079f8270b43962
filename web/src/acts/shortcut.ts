/**
 * Shortcuts: one spelling, matched against key events and shown in each platform's own way. A shortcut is one chord, or
 * two keys one after the other. There is no Alt and no Option: with them, many keyboards type characters.
 */

export interface Chord {
  /** ⌘ on a Mac, Ctrl elsewhere. */
  readonly mod: boolean;
  readonly shift: boolean;
  /** As `KeyboardEvent.key` names it, letters in lower case. */
  readonly key: string;
}

export type Shortcut = readonly [first: Chord, second?: Chord];

/** What of a key event a shortcut looks at. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Reads `Mod+Shift+S`, and `G K` for G, then K. */
export function parseShortcut(text: string): Shortcut {
  const [first = "", second] = text.split(" ");
  return second === undefined ? [parseChord(first)] : [parseChord(first), parseChord(second)];
}

function parseChord(text: string): Chord {
  const parts = text === "+" ? [text] : text.split("+");
  const key = parts.at(-1) ?? "";
  return {
    mod: parts.includes("Mod"),
    shift: parts.includes("Shift"),
    key: key.length === 1 ? key.toLowerCase() : key,
  };
}

/** Whether a key event is the chord. */
export function matchesChord(chord: Chord, press: KeyPress, isMac: boolean): boolean {
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  // Option and AltGr type characters, AltGr as Ctrl and Alt together.
  if (mod !== chord.mod || other || press.altKey) return false;
  if (isLetterOrDigit(chord.key)) return press.shiftKey === chord.shift && letterOf(press) === chord.key;
  // Whether `?` or `/` needs Shift depends on the keyboard, so Shift does not count for signs.
  return press.key === chord.key && (chord.key.length === 1 || press.shiftKey === chord.shift);
}

function isLetterOrDigit(key: string): boolean {
  return /^[a-z0-9]$/.test(key);
}

/** The Latin letter of a press: where the keyboard types another alphabet, the one that stands in its place. */
function letterOf({ key, code }: KeyPress): string {
  const typed = key.toLowerCase();
  return /^[\x21-\x7e]$/.test(typed) ? typed : code.replace(/^(Key|Digit)/, "").toLowerCase();
}

const macSigns: Readonly<Record<string, string>> = {
  Mod: "⌘",
  Shift: "⇧",
  Enter: "↵",
  Delete: "⌦",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
};
const words: Readonly<Record<string, string>> = {
  ContextMenu: "Menu",
  Mod: "Ctrl",
  Delete: "Del",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

/** The shortcut for people: `⌘S` on a Mac, `Ctrl+S` elsewhere; `G K` everywhere. */
export function formatShortcut(text: string, isMac: boolean): string {
  const signs = isMac ? macSigns : words;
  const formatChord = (chord: string) =>
    chord
      .split("+")
      .map((part) => signs[part] ?? part)
      .join(isMac ? "" : "+");
  return text.split(" ").map(formatChord).join(" ");
}

/** Whether this is a Mac, an iPhone or an iPad. */
export const isMac: boolean = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);
