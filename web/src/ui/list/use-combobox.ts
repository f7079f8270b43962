import { useId, useState } from "react";
import { listRows, type ListPlace } from "./row-mark.ts";

/** Where the arrows lead at the ends of a list: back to the field, or around. */
type Ends = "field" | "around";

interface ComboboxOptions {
  /** What tells the options apart: the mark stays on its option when others come and go. */
  readonly ids: readonly string[];
  readonly ends: Ends;
  /** The option that is marked to begin with, in place of what `ends` says. */
  readonly initial?: string | undefined;
}

/**
 * The option that Enter takes; -1: none. Before an arrow key marks one it is the first, or none where the field itself
 * counts; a marked one that is gone gives its place to none.
 */
export function markedOption(mark: ListPlace<string> | undefined, { ids, ends }: ComboboxOptions): number {
  if (mark !== undefined) return ids.indexOf(mark.id);
  return ends === "around" && ids.length > 0 ? 0 : -1;
}

/** The option that an arrow key marks next; undefined for any other key. -1: none, one is back in the field. */
export function stepMarked(
  key: string,
  { count, marked, ends }: { readonly count: number; readonly marked: number; readonly ends: Ends },
): number | undefined {
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : undefined;
  if (step === undefined) return undefined;
  if (ends === "field") return Math.max(-1, Math.min(count - 1, marked + step));
  if (marked === -1) return step === 1 ? 0 : count - 1;
  return (marked + step + count) % Math.max(1, count);
}

/**
 * A field with a list of options below it: the field keeps the focus, and the arrows mark an option. Gives what joins
 * the two for those who do not see them (WAI-ARIA, combobox), and what moves the mark.
 */
export function useCombobox(options: ComboboxOptions) {
  const listId = useId();
  const { ids, ends, initial } = options;
  const [mark, setMark] = useState(() =>
    initial === undefined ? undefined : listRows(ids, (id) => id).placeOf(ids.indexOf(initial)),
  );
  const marked = markedOption(mark, options);
  const optionId = (at: number) => `${listId}-${at}`;
  const markAt = (at: number) => setMark(listRows(ids, (id) => id).placeOf(at));
  return {
    field: {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": ids.length > 0,
      "aria-controls": listId,
      "aria-activedescendant": marked === -1 ? undefined : optionId(marked),
    },
    listId,
    optionId,
    marked,
    markAt,
    /** No option is chosen: another text was typed. */
    unmark: () => setMark(undefined),
    /** Takes a key press; says whether it moved the mark. */
    step: (key: string): boolean => {
      const next = stepMarked(key, { count: ids.length, marked, ends });
      if (next !== undefined) markAt(next);
      return next !== undefined;
    },
  } as const;
}
