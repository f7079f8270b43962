/** What the field for going to a key offers below it. */
import { asKey, type Key } from "@etcd-explorer/shared/model/bytes";
import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import type { Completion } from "@etcd-explorer/shared/read/browse/completions";

export type GoToOption =
  | { readonly kind: "completion"; readonly completion: Completion }
  /** Looks for the text anywhere in names and values. */
  | { readonly kind: "find"; readonly text: string }
  /** Opens a key that is not there: one that was deleted has a history. */
  | { readonly kind: "missing"; readonly key: Key; readonly text: string };

/**
 * What starts with the text, then the offer to look for it anywhere, and the key itself where nothing starts so
 * (`isMissing`); `text` empty: there are no such offers.
 */
export function optionsOf(completions: readonly Completion[], text: string, isMissing: boolean): readonly GoToOption[] {
  const found = completions.map((completion) => ({ kind: "completion", completion }) as const);
  if (text.trim() === "") return found;
  const key = isMissing && found.length === 0 ? parseKeyText(text) : undefined;
  return [
    ...found,
    { kind: "find", text },
    ...(key === undefined ? [] : [{ kind: "missing", key: asKey(key), text } as const]),
  ];
}
