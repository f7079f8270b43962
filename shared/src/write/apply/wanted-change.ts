/** One key of a plan that makes one side like another: what is to be there, and what was there when it was read. */
import type { Key } from "../../model/bytes.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { factsOn, type Difference } from "../../read/compare/difference.ts";
import type { SideName } from "../../read/compare/side.ts";

export interface WantedChange {
  readonly target: Key;
  /** What is to be there: its facts at the source's pinned revision. Undefined: the target is to be deleted. */
  readonly source?: KeyFacts;
  /** The target as it was read, which the write compares with. Undefined: there was no such key. */
  readonly found?: KeyFacts;
}

/**
 * - `add`: the key is put where there is none.
 * - `overwrite`: it is put over the one that was read.
 * - `delete`: the one that was read goes.
 */
export type ChangeKind = "add" | "overwrite" | "delete";

/** What a change does to its target; undefined: nothing, it is in neither side. */
export function kindOfChange({ source, found }: Pick<WantedChange, "source" | "found">): ChangeKind | undefined {
  if (source === undefined) return found === undefined ? undefined : "delete";
  return found === undefined ? "add" : "overwrite";
}

/**
 * What makes the side `to` like the other one, where they differ by `difference`. `mapKey`: the key of the side `to` for
 * a key of the other one that it does not have; left out: the same.
 */
export function wantedChange(
  difference: Difference,
  to: SideName,
  mapKey: (key: Key) => Key = (key) => key,
): WantedChange {
  const source = factsOn(difference, to === "left" ? "right" : "left");
  const found = factsOn(difference, to);
  const target = found?.key ?? (source === undefined ? undefined : mapKey(source.key));
  if (target === undefined) throw new Error("a difference has a key on one side at least");
  return { target, ...(source === undefined ? {} : { source }), ...(found === undefined ? {} : { found }) };
}
