import { classNames } from "#/ui/class-names.ts";

interface RowState {
  /** The keyboard is on it. */
  readonly marked: boolean;
  /** It is that of the key that is open. */
  readonly selected: boolean;
  /** It is among the selected. */
  readonly checked: boolean;
  /** A press on it does something. */
  readonly hovers?: boolean;
}

/**
 * How a row of keys looks: blue for what is open, grey for what is selected, and a ring for where the keyboard is, faint
 * where it is not used just now. The list around it is `group/tree`.
 */
export function rowLook({ marked, selected, checked, hovers = true }: RowState): string {
  return classNames(
    selected ? "bg-accent-bg" : checked ? "bg-line/50" : hovers && "hover:bg-raised",
    marked &&
      "outline outline-1 -outline-offset-1 outline-transparent group-focus/tree:outline-faint group-focus-visible/tree:outline-accent",
  );
}
