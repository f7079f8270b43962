/** What the field for going to a key offers below it. */
import type { Completion } from "@etcd-explorer/shared/read/browse/completions";

export type GoToOption =
  | { readonly kind: "completion"; readonly completion: Completion }
  /** Looks for the text anywhere in names and values. */
  | { readonly kind: "find"; readonly text: string };

/** What starts with the text, and last the offer to look for it anywhere; `text` empty: there is no such offer. */
export function optionsOf(completions: readonly Completion[], text: string): readonly GoToOption[] {
  const found = completions.map((completion) => ({ kind: "completion", completion }) as const);
  return text.trim() === "" ? found : [...found, { kind: "find", text }];
}
