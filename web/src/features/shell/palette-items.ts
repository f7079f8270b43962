import { keysOf } from "#/acts/act-words.ts";
import { listActs, screenOfScope, type ActId } from "#/acts/table.ts";
import { actsOfScreens, opensScreen, synonyms } from "./act-synonyms.ts";
import { fitOf } from "./match-words.ts";

/** What choosing an item does. */
export type PaletteChoice =
  | { readonly kind: "act"; readonly act: ActId; readonly text?: string }
  /** Goes to a screen by its act, and does the act there. */
  | { readonly kind: "elsewhere"; readonly open: ActId; readonly act: ActId; readonly text?: string }
  | { readonly kind: "connection"; readonly connectionId: string };

export interface PaletteItem {
  readonly id: string;
  readonly title: string;
  /** What it is, or where. */
  readonly hint?: string;
  /** Its shortcut. */
  readonly keys?: string | undefined;
  readonly choice: PaletteChoice;
}

/** A connection that one can switch to. */
export interface PaletteConnection {
  readonly id: string;
  readonly label: string;
}

interface Ranked {
  readonly rank: number;
  readonly item: PaletteItem;
}

/** Whether the query is the act's two keys, as `gc` for G, then C: where letters type, the palette takes them. */
function isKeysOf(id: ActId, query: string): boolean {
  const keys = keysOf(id);
  if (keys?.includes(" ") !== true) return false;
  return keys.replace(" ", "").toLowerCase() === query.replaceAll(/\s+/g, "").toLowerCase();
}

/** How it does an act that cannot be done here, and on which screen; undefined: not from here. */
function reach(id: ActId, screen: string, isAvailable: (id: ActId) => boolean): ActId | undefined {
  const open = opensScreen[screen];
  return actsOfScreens.has(id) && open !== undefined && isAvailable(open) ? open : undefined;
}

function rankActs(query: string, isAvailable: (id: ActId) => boolean): readonly Ranked[] {
  return listActs().flatMap(({ id, act }): readonly Ranked[] => {
    if (id === "palette.open") return [];
    const fit = isKeysOf(id, query) ? -1 : fitOf(act.title, query, synonyms[id]);
    if (fit === undefined) return [];
    if (isAvailable(id)) {
      return [{ rank: fit, item: { id, title: act.title, keys: keysOf(id), choice: { kind: "act", act: id } } }];
    }
    const screen = screenOfScope[act.scope];
    const open = query === "" || id === "keys.goto" ? undefined : reach(id, screen, isAvailable);
    if (open === undefined) return [];
    // What can be done here comes before what is somewhere else.
    const choice = { kind: "elsewhere", open, act: id } as const;
    return [{ rank: fit + 0.5, item: { id, title: act.title, hint: act.scope, choice } }];
  });
}

function rankConnections(query: string, connections: readonly PaletteConnection[]): readonly Ranked[] {
  return connections.flatMap(({ id, label }): readonly Ranked[] => {
    const title = `Switch to ${label}`;
    const fit = query === "" ? undefined : fitOf(title, query, `connection ${id}`);
    if (fit === undefined) return [];
    const choice: PaletteChoice = { kind: "connection", connectionId: id };
    return [{ rank: fit, item: { id: `connection ${id}`, title, hint: "connection", choice } }];
  });
}

/** What there is to offer from. */
export interface PaletteSource {
  readonly isAvailable: (id: ActId) => boolean;
  readonly connections: readonly PaletteConnection[];
}

/**
 * What the palette offers for a query, the best first: acts that can be done now, acts of other screens, connections; and,
 * for any query, going to it as a key or prefix, first where it looks like one, since no title holds a slash.
 */
export function listPaletteItems(query: string, { isAvailable, connections }: PaletteSource): PaletteItem[] {
  const trimmed = query.trim();
  const found = [...rankActs(trimmed, isAvailable), ...rankConnections(trimmed, connections)]
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
  const open = isAvailable("keys.goto") ? undefined : reach("keys.goto", "keys", isAvailable);
  if (trimmed === "" || (!isAvailable("keys.goto") && open === undefined)) return found;
  const choice =
    open === undefined
      ? ({ kind: "act", act: "keys.goto", text: query } as const)
      : ({ kind: "elsewhere", open, act: "keys.goto", text: query } as const);
  const goTo: PaletteItem = { id: "goto", title: `Go to ${query}`, hint: "key or prefix", choice };
  return /[/\\.:]/.test(query) ? [goTo, ...found] : [...found, goTo];
}
