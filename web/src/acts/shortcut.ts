/** Shortcuts: one spelling, matched against key events and shown in each platform's own way. */

export interface Shortcut {
  /** ⌘ on a Mac, Ctrl elsewhere. */
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** As `KeyboardEvent.key` names it, letters in lower case. */
  readonly key: string;
}

/** What of a key event a shortcut looks at. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Reads `Mod+Shift+S` and the like. */
export function parseShortcut(text: string): Shortcut {
  const parts = text.split("+");
  const key = parts.at(-1) ?? "";
  return {
    mod: parts.includes("Mod"),
    alt: parts.includes("Alt"),
    shift: parts.includes("Shift"),
    key: key.length === 1 ? key.toLowerCase() : key,
  };
}

/** Whether a key event is the shortcut. */
export function matchesShortcut(shortcut: Shortcut, event: KeyPress, isMac: boolean): boolean {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  if (mod !== shortcut.mod || other || event.altKey !== shortcut.alt) return false;
  if (isLetterOrDigit(shortcut.key)) {
    // With Alt, and in other alphabets, `key` is another character: the key's place on the keyboard decides.
    const place = event.code.replace(/^(Key|Digit)/, "").toLowerCase();
    return event.shiftKey === shortcut.shift && (event.key.toLowerCase() === shortcut.key || place === shortcut.key);
  }
  // Whether `?` or `/` needs Shift depends on the keyboard, so Shift does not count for signs.
  return event.key === shortcut.key && (shortcut.key.length === 1 || event.shiftKey === shortcut.shift);
}

function isLetterOrDigit(key: string): boolean {
  return /^[a-z0-9]$/.test(key);
}

/** Whether a shortcut would type something where text is edited, so that it must not act there. */
export function typesText(shortcut: Shortcut): boolean {
  return !shortcut.mod && !shortcut.alt;
}

const macSigns: Readonly<Record<string, string>> = {
  Mod: "⌘",
  Alt: "⌥",
  Shift: "⇧",
  Enter: "↵",
  Delete: "⌦",
  ArrowUp: "↑",
  ArrowDown: "↓",
};
const words: Readonly<Record<string, string>> = { Mod: "Ctrl", Delete: "Del", ArrowUp: "↑", ArrowDown: "↓" };

/** The shortcut for people: `⌘S` on a Mac, `Ctrl+S` elsewhere. */
export function formatShortcut(text: string, isMac: boolean): string {
  const parts = text.split("+");
  return isMac
    ? parts.map((part) => macSigns[part] ?? part).join("")
    : parts.map((part) => words[part] ?? part).join("+");
}

/** Whether this is a Mac, an iPhone or an iPad. */
export const isMac: boolean = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);
