/** The chains of decoders that were chosen, by connection and prefix; kept in this browser, without any value. */
import { asKey, encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { entriesOf, keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

/** What a choice is for. An empty chain: nothing is decoded or offered there. */
export interface ChainChoice {
  readonly chain: readonly string[];
  /** The key itself, or the prefix of all keys that the choice is for. */
  readonly start: Key;
  readonly isPrefix: boolean;
}

const kept = 200;

/** By connection, `*` for a prefix or `=` for one key, and its hex; the last chosen stand last. */
type Chosen = Readonly<Record<string, readonly string[]>>;

export const useChosenChains = create<Chosen>()(
  persist(
    (): Chosen => ({}),
    keptChoice(
      "etcd-explorer:decoders:v1",
      browserStorage,
      entriesOf(z.readonly(z.array(z.string().check(z.maxLength(300))).check(z.maxLength(6)))),
    ),
  ),
);

const idOf = (connectionId: string, isPrefix: boolean, hex: string) => `${connectionId}\n${isPrefix ? "*" : "="}${hex}`;

/** The choice for a key: its own, else that of the longest prefix; undefined: nobody has chosen. */
export function chainChoiceOf(chosen: Chosen, connectionId: string, key: Key): ChainChoice | undefined {
  const hex = encodeHex(key);
  const own = chosen[idOf(connectionId, false, hex)];
  if (own !== undefined) return { chain: own, start: key, isPrefix: false };
  const start = idOf(connectionId, true, "");
  const longest = Object.keys(chosen)
    .filter((id) => id.startsWith(start) && hex.startsWith(id.slice(start.length)))
    .toSorted((a, b) => b.length - a.length)[0];
  const chain = longest === undefined ? undefined : chosen[longest];
  if (longest === undefined || chain === undefined) return undefined;
  return { chain, start: asKey(key.slice(0, (longest.length - start.length) / 2)), isPrefix: true };
}

/** Chooses a chain for a key or a prefix; undefined forgets the choice. */
export function chooseChain(
  connectionId: string,
  { start, isPrefix }: Pick<ChainChoice, "start" | "isPrefix">,
  chain: readonly string[] | undefined,
): void {
  const id = idOf(connectionId, isPrefix, encodeHex(start));
  const others = Object.entries(useChosenChains.getState()).filter(([known]) => known !== id);
  const all = chain === undefined ? others : [...others, [id, chain] as const];
  useChosenChains.setState(Object.fromEntries(all.slice(-kept)), true);
}
