/** What the box above the keys is in each of its modes: one field, whose text each mode reads in its own way. */
import type { HTMLAttributes, KeyboardEvent } from "react";

export type BoxMode = "goto" | "filter" | "find";

/** The field in one mode. */
export interface BoxField {
  /** What it is called for those who do not see it. */
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSubmit: () => void;
  /** Before the browser does anything with the key. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onBlur?: () => void;
  /** Why the text cannot be used. */
  readonly problem?: string | undefined;
  /** What joins it to a list of options, or to a text that describes it. */
  readonly attributes?: HTMLAttributes<HTMLInputElement>;
}
