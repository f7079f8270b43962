/** Which differences are selected: by their places among those that were found, which never change. */

export type Choice = ReadonlySet<number>;

export const nothingChosen: Choice = new Set();

/** Selects a difference, or deselects it. */
export function toggleChoice(chosen: Choice, at: number): Choice {
  const next = new Set(chosen);
  if (!next.delete(at)) next.add(at);
  return next;
}

/** Adds all of these; where all of them are selected already, deselects them. */
export function toggleAll(chosen: Choice, places: readonly number[]): Choice {
  const next = new Set(chosen);
  if (places.every((at) => next.has(at))) for (const at of places) next.delete(at);
  else for (const at of places) next.add(at);
  return next;
}

/** Selects the shown rows from one to another, in either direction; what was selected stays. */
export function chooseBetween(chosen: Choice, shown: readonly number[], from: number, to: number): Choice {
  const next = new Set(chosen);
  for (let row = Math.min(from, to); row <= Math.max(from, to); row++) {
    const at = shown[row];
    if (at !== undefined) next.add(at);
  }
  return next;
}
