/** A key of a file and what is there, in a spelling that shows both. */
import { asValue } from "@etcd-explorer/shared/model/bytes";
import { versionTexts, type VersionTexts } from "#/lib/diff/version-text.ts";
import { shownValue } from "#/lib/formats/shown-value.ts";
import { encodingOf, toEditText } from "#/lib/formats/value-text.ts";
import type { OpenedLine } from "#/features/transfer/transfer-messages.ts";

/** Both values as text, or both in hex where either is no text. Of a Secret only what it is. */
export function changeTexts({ before, after }: OpenedLine): VersionTexts {
  const [old, next] = [asValue(before?.value ?? new Uint8Array()), asValue(after.value)];
  const [oldShown, nextShown] = [shownValue(old), shownValue(next)];
  if (oldShown === undefined || nextShown === undefined) return versionTexts(before && old, next);
  const encoding = encodingOf(old) === "text" && encodingOf(next) === "text" ? "text" : "hex";
  return { before: toEditText(oldShown, encoding), after: toEditText(nextShown, encoding) };
}
