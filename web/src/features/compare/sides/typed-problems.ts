/** What is left in the fields of the sides and cannot be read: nothing is compared then, also not what stood there before. */
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import type { SideProblem } from "#/features/compare/model/compare-address.ts";

export type TypedProblems = OfSides<readonly SideProblem[]>;

export const noProblems: TypedProblems = { left: [], right: [] };

/** With another problem of a field, or without one. */
export function withProblem(
  problems: TypedProblems,
  side: SideName,
  { field, message }: { readonly field: SideProblem["field"]; readonly message: string | undefined },
): TypedProblems {
  const others = problems[side].filter((each) => each.field !== field);
  // Nothing is drawn again for what is as it was.
  if (message === undefined && others.length === problems[side].length) return problems;
  return { ...problems, [side]: message === undefined ? others : [...others, { field, message }] };
}
