import { keysOf } from "#/acts/act-words.ts";
import { listActs, type ActId } from "#/acts/table.ts";

export interface PaletteItem {
  readonly id: string;
  readonly act: ActId;
  readonly title: string;
  readonly hint: string | undefined;
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

function matches(id: ActId, title: string, query: string): boolean {
  return matchesWords(title, query) || isKeysOf(id, query);
}

/** Whether the query is the act's two keys, as `gc` for G, then C: where letters type, the palette takes them. */
function isKeysOf(id: ActId, query: string): boolean {
  const keys = keysOf(id);
  if (keys?.includes(" ") !== true) return false;
  return keys.replace(" ", "").toLowerCase() === query.replaceAll(/\s+/g, "").toLowerCase();
}

/**
 * What the palette offers for a query: acts that can be done now, and, for any query, going to it as a key or
 * prefix — first where it looks like one, since no act's title holds a slash.
 */
export function listPaletteItems(query: string, isAvailable: (id: ActId) => boolean): PaletteItem[] {
  const trimmed = query.trim();
  const found: PaletteItem[] = listActs()
    .filter(({ id, act }) => id !== "palette.open" && isAvailable(id) && matches(id, act.title, trimmed))
    .toSorted((a, b) => Number(isKeysOf(b.id, trimmed)) - Number(isKeysOf(a.id, trimmed)))
    .map(({ id, act }) => ({ id, act: id, title: act.title, hint: keysOf(id) }));
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
