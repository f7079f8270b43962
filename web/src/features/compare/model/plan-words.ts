/** What the selected differences come to where they are written to a side. */
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { DifferenceKind } from "@etcd-explorer/shared/read/compare/difference";
import type { SideName } from "@etcd-explorer/shared/read/compare/side";
import { sideLetters } from "./side-words.ts";

/** What becomes of a key. */
type Effect = "new" | "overwritten" | "deleted";

/** What a difference does to a side that is made like the other. */
export function effectOn(side: SideName, kind: DifferenceKind): Effect {
  if (kind === "only-left") return side === "left" ? "deleted" : "new";
  if (kind === "only-right") return side === "left" ? "new" : "deleted";
  return "overwritten";
}

/** `Into B: 2 new, 3 overwritten, nothing deleted`. */
export function describeEffects(side: SideName, kinds: readonly DifferenceKind[]): string {
  const counts: Record<Effect, number> = { new: 0, overwritten: 0, deleted: 0 };
  for (const kind of kinds) counts[effectOn(side, kind)]++;
  const told = [
    ...(counts.new > 0 ? [`${formatGrouped(counts.new)} new`] : []),
    ...(counts.overwritten > 0 ? [`${formatGrouped(counts.overwritten)} overwritten`] : []),
    counts.deleted > 0 ? `${formatGrouped(counts.deleted)} deleted` : "nothing deleted",
  ];
  return `Into ${sideLetters[side]}: ${told.join(", ")}`;
}
