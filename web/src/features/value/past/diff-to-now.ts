/** A past value beside what it is now, as two texts: pure. */
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { buildEditorModel, type EditorModel, type WantedView } from "#/features/value/text/editor-model.ts";
import type { DiffSides } from "#/features/value/text/stored-layout.ts";
import { isStoredSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { versionTexts } from "#/lib/diff/version-text.ts";
import { objectStyleOf } from "#/lib/formats/encodings.ts";

/** `then`: as it is shown; `now`: undefined where the key does not exist any more. Both sides are spelled alike. */
export function diffToNow(then: EditorModel, now: KeyValue | undefined, shown: WantedView): DiffSides {
  const { base, baseText, encoding, secret } = then;
  const style = objectStyleOf(encoding);
  // Masked one by one, Secrets of which only the data differs would look the same. What has become one is masked, too.
  const isMasked = secret === "masked" || (secret === undefined && now !== undefined && isStoredSecret(now.value));
  if (isMasked && now !== undefined) {
    const pair = style && shown.codec?.pair(base.value, now.value, style);
    return pair === undefined
      ? versionTexts(base.value, now.value, shown.codec)
      : { before: pair.before, after: pair.after };
  }
  return { before: baseText, after: buildEditorModel(now, undefined, shown)?.baseText ?? "" };
}
