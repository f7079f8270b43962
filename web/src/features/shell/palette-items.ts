import { formatShortcut, isMac } from "#/acts/shortcut.ts";
import { listActs, type ActId } from "#/acts/table.ts";

export interface PaletteItem {
  readonly id: string;
  readonly act: ActId;
  readonly title: string;
  readonly hint: string;
  /** What the act is given: the key or prefix that was typed. */
  readonly text?: string;
}

/** Whether every word of the query occurs in the title, in any order and case. */
export function matchesWords(title: string, query: string): boolean {
  const lower = title.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

/**
 * What the palette offers for a query: acts that can be done now, and, for any query, going to it as a key or
 * prefix — first where it looks like one, since no act's title holds a slash.
 */
export function listPaletteItems(query: string, isAvailable: (id: ActId) => boolean): PaletteItem[] {
  const trimmed = query.trim();
  const found: PaletteItem[] = listActs()
    .filter(({ id, act }) => id !== "palette.open" && isAvailable(id) && matchesWords(act.title, trimmed))
    .map(({ id, act }) => ({ id, act: id, title: act.title, hint: formatShortcut(act.shortcut, isMac) }));
  if (trimmed === "" || !isAvailable("keys.goto")) return found;
  const goTo: PaletteItem = {
    id: "goto",
    act: "keys.goto",
    title: `Go to ${query}`,
    hint: "key or prefix",
    text: query,
  };
  return /[/\\.:]/.test(query) ? [goTo, ...found] : [...found, goTo];
}
