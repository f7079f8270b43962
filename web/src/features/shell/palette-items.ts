import { keysOf } from "#/acts/act-words.ts";
import { actOf, listActs, screenOfScope, type ActId } from "#/acts/table.ts";
import { actsOfScreens, opensScreen, synonyms } from "./act-synonyms.ts";
import { fitKeys } from "./match-keys.ts";
import { fitOf } from "./match-words.ts";
import type { PaletteChoice, PaletteConnection, PaletteItem, PaletteSource, Ranked } from "./palette-item.ts";
import { completedPlaces, knownPlaces, looksLikeKey } from "./palette-places.ts";

type Reach = Pick<PaletteSource, "screen" | "isAvailable">;

/** How it does an act that cannot be done here, and on which screen; undefined: not from here. */
function reach(id: ActId, screen: string, isAvailable: (id: ActId) => boolean): ActId | undefined {
  const open = opensScreen[screen];
  return actsOfScreens.has(id) && open !== undefined && isAvailable(open) ? open : undefined;
}

/** How well a query fits an act; its two keys, as `gc` for G, then C, count as well, since letters type here. */
function fitAct(id: ActId, query: string): number | undefined {
  const { title, shortcut, also } = actOf(id);
  const spelled = [shortcut, also].some((text) => text !== undefined && text.length > 1 && fitKeys(text, query) === 0);
  return spelled ? -1 : fitOf(title, query, synonyms[id]);
}

function rankActs(query: string, { screen, isAvailable }: Reach): readonly Ranked[] {
  return listActs().flatMap(({ id, act }): readonly Ranked[] => {
    if (id === "palette.open") return [];
    const fit = fitAct(id, query);
    if (fit === undefined) return [];
    if (isAvailable(id)) {
      // Of equals, what belongs to the open screen comes first: screens share shortcuts.
      const rank = screenOfScope[act.scope] === screen ? fit - 0.1 : fit;
      return [{ rank, item: { id, title: act.title, keys: keysOf(id), choice: { kind: "act", act: id } } }];
    }
    const there = screenOfScope[act.scope];
    const open = query === "" || id === "keys.goto" || there === screen ? undefined : reach(id, there, isAvailable);
    if (open === undefined) return [];
    // What can be done here comes before what is somewhere else.
    const choice = { kind: "elsewhere", open, act: id } as const;
    return [{ rank: fit + 0.5, item: { id, title: act.title, hint: act.scope, choice } }];
  });
}

/** Before anything is typed: first what the open screen can do, then the ways to the others. */
function rankUntyped({ item, rank }: Ranked, screen: string): Ranked {
  if (item.choice.kind !== "act") return { item, rank };
  const { act } = item.choice;
  const isHere = screenOfScope[actOf(act).scope] === screen;
  return { item, rank: isHere ? 1 : Object.values(opensScreen).includes(act) ? 2 : 3 };
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

/** An act of the keys screen about what was typed; undefined: it cannot be reached from here. */
function aboutTyped(act: ActId, text: string, { screen, isAvailable }: Reach): PaletteChoice | undefined {
  if (screen === "keys" && isAvailable(act)) return { kind: "act", act, text };
  const open = screen === "keys" ? undefined : reach(act, "keys", isAvailable);
  return open && { kind: "elsewhere", open, act, text };
}

/**
 * What the palette offers for a query, the best first: places, acts that can be done now, acts of other screens,
 * connections; and, for any query, going to it as a key or prefix, first where it looks like one, and last finding it in
 * names and values. What the cluster has of it
 * comes after what was there before the cluster has answered: what Enter does must not change in between.
 */
export function listPaletteItems(query: string, source: PaletteSource): PaletteItem[] {
  const { screen, connections, completed } = source;
  const trimmed = query.trim();
  const known = knownPlaces(trimmed, source);
  const acts = rankActs(trimmed, source);
  const found = [
    ...known,
    ...(trimmed === "" ? acts.map((ranked) => rankUntyped(ranked, screen)) : acts),
    ...rankConnections(trimmed, connections),
  ]
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
  if (trimmed === "") return found;
  const choice = aboutTyped("keys.goto", query, source);
  const goTo: PaletteItem[] = choice ? [{ id: "goto", title: `Go to “${query}”`, hint: "key or prefix", choice }] : [];
  const completions = completedPlaces(completed).filter(({ id }) => !found.some((item) => item.id === id));
  const search = aboutTyped("find.open", query, source);
  const find: PaletteItem[] = search
    ? [{ id: "find", title: `Find “${query}”`, hint: "in names and values", choice: search }]
    : [];
  return looksLikeKey(query)
    ? [...goTo, ...completions, ...found, ...find]
    : [...found, ...goTo, ...completions, ...find];
}
