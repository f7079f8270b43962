/** The lines of the shortcut sheet: by screen, or found by what one looks for. */
import { formatShortcut, isMac } from "#/acts/shortcut.ts";
import { listActs, screenOfScope, type Act, type ActId } from "#/acts/table.ts";
import { synonyms } from "./act-synonyms.ts";
import { fitKeys } from "./match-keys.ts";
import { fitOf } from "./match-words.ts";

export interface ShortcutLine {
  readonly id: string;
  readonly title: string;
  /** Its heading: the part of the product where it works. */
  readonly scope: string;
  /** As people read them. */
  readonly keys: readonly string[];
  /** Undefined: it is no act, and works on the row that the keyboard is on. */
  readonly act?: ActId;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly lines: readonly ShortcutLine[];
}

interface Known extends ShortcutLine {
  readonly shortcuts: readonly string[];
  readonly others: string;
  readonly screen: string;
}

const treeScope = "Tree and table";
const treeKeys: readonly (readonly [title: string, others: string, ...shortcuts: string[]])[] = [
  ["Expand or collapse folder", "unfold arrow", "ArrowRight", "ArrowLeft"],
  ["Open key, then edit", "", "Enter"],
  ["Select row", "check", "Space"],
  ["Extend selection", "check range", "Shift+ArrowUp", "Shift+ArrowDown"],
  ["Select all", "check", "Mod+A"],
];

const shortcutsOf = ({ shortcut, also }: Act) => [shortcut, also].filter((text) => text !== undefined);
const format = (text: string) => formatShortcut(text, isMac);

const known: readonly Known[] = [
  ...listActs().flatMap(({ id, act }): readonly Known[] => {
    const shortcuts = shortcutsOf(act);
    // Without keys it stands in the palette alone.
    if (shortcuts.length === 0) return [];
    const { title, scope } = act;
    const keys = shortcuts.map(format);
    return [
      { id, title, scope, keys, act: id, shortcuts, others: synonyms[id] ?? "", screen: screenOfScope[act.scope] },
    ];
  }),
  ...treeKeys.map(([title, others, ...shortcuts]): Known => ({
    id: title,
    title,
    scope: treeScope,
    keys: shortcuts.map(format),
    shortcuts,
    others,
    screen: "keys",
  })),
];

/** First what the open screen has, then what works everywhere, then the others. */
function nearness(screen: string, line: Known): number {
  return line.screen === screen ? 0 : line.screen === "every" ? 1 : 2;
}

const byNearness = (screen: string) => known.toSorted((one, other) => nearness(screen, one) - nearness(screen, other));

/** All shortcuts under their headings, first those of the open screen. */
export function listShortcuts(screen: string): readonly ShortcutGroup[] {
  const groups = Map.groupBy(byNearness(screen), ({ scope }) => scope);
  return [...groups].map(([title, lines]) => ({ title, lines }));
}

function rankOf({ title, others, shortcuts }: Known, query: string): number | undefined {
  const fits = shortcuts.flatMap((shortcut) => fitKeys(shortcut, query) ?? []);
  if (fits.includes(0)) return -1;
  return fitOf(title, query, others) ?? (fits.length > 0 ? 1 : undefined);
}

/** The shortcuts that a query finds by name, by another word for it or by key: the best first, of equals the nearest. */
export function findShortcuts(query: string, screen: string): readonly ShortcutLine[] {
  const found = byNearness(screen).flatMap((line) => {
    const rank = rankOf(line, query);
    return rank === undefined ? [] : [{ rank, line }];
  });
  return found.toSorted((one, other) => one.rank - other.rank).map(({ line }) => line);
}
