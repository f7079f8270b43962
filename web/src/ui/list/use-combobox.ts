import { useId } from "react";

interface ComboboxOptions {
  readonly count: number;
  /** The option that Enter takes; outside of the list: none. */
  readonly marked: number;
  /** Where the arrows lead at the ends of the list: back to the field, or around. */
  readonly ends: "field" | "around";
}

/** The option that an arrow key marks next; undefined for any other key. -1: none, one is back in the field. */
export function stepMarked(key: string, { count, marked, ends }: ComboboxOptions): number | undefined {
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : undefined;
  if (step === undefined) return undefined;
  if (ends === "field") return Math.max(-1, Math.min(count - 1, marked + step));
  return (marked + step + count) % Math.max(1, count);
}

/**
 * A field with a list of options below it: the field keeps the focus, and the arrows mark an option. Gives what joins
 * the two for those who do not see them (WAI-ARIA, combobox), and the key press that moves the mark.
 */
export function useCombobox(options: ComboboxOptions) {
  const listId = useId();
  const { count, marked } = options;
  const optionId = (at: number) => `${listId}-${at}`;
  return {
    field: {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": count > 0,
      "aria-controls": listId,
      "aria-activedescendant": marked >= 0 && marked < count ? optionId(marked) : undefined,
    },
    listId,
    optionId,
    step: (key: string) => stepMarked(key, options),
  } as const;
}
