/** A key of a file and what is there, in a spelling that shows both. */
import { asValue } from "@etcd-explorer/shared/model/bytes";
import { encodingOf, toEditText } from "#/lib/formats/value-text.ts";
import type { OpenedLine } from "#/features/transfer/transfer-messages.ts";

/** Both values as text, or both in hex where either is no text. */
export function changeTexts({ before, after }: OpenedLine): { readonly before: string; readonly after: string } {
  const [old, next] = [asValue(before?.value ?? new Uint8Array()), asValue(after.value)];
  const encoding = encodingOf(old) === "text" && encodingOf(next) === "text" ? "text" : "hex";
  return { before: toEditText(old, encoding), after: toEditText(next, encoding) };
}
