/** Completion by Tab, as shells do it: as far as all options agree, and the options listed. */

export interface TextChange {
  readonly text: string;
  readonly caret: number;
}

/** Puts an option in the place of what stands between `from` and the caret. */
export function replaceTyped(text: string, from: number, caret: number, option: string): TextChange {
  return { text: text.slice(0, from) + option + text.slice(caret), caret: from + option.length };
}

/** What all options begin with. */
export function commonStart(options: readonly string[]): string {
  let start = options[0] ?? "";
  for (const option of options) {
    while (!option.startsWith(start)) start = start.slice(0, -1);
  }
  return start;
}

/** The option to put in for a Tab: the only one whole, else as far as all agree; undefined: nothing more is certain. */
export function optionForTab(options: readonly string[], typed: string): string | undefined {
  const [only] = options;
  if (options.length === 1) return only;
  const start = commonStart(options);
  return start.length > typed.length ? start : undefined;
}
