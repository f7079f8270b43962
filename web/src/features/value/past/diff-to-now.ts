/** A past value beside what it is now, as two texts: pure. */
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { buildEditorModel, type EditorModel, type WantedView } from "#/features/value/text/editor-model.ts";
import type { DiffSides } from "#/features/value/text/stored-layout.ts";
import { objectStyleOf } from "#/lib/formats/encodings.ts";

/** `then`: as it is shown; `now`: undefined where the key does not exist any more. Both sides are spelled alike. */
export function diffToNow(then: EditorModel, now: KeyValue | undefined, shown: WantedView): DiffSides {
  const { base, baseText, encoding, object } = then;
  const style = objectStyleOf(encoding);
  if (object?.isMasked === true && style !== undefined && now !== undefined) {
    // Masked one by one, Secrets of which only the data differs would look the same.
    const pair = shown.codec?.pair(base.value, now.value, style);
    if (pair !== undefined) return { before: pair.before, after: pair.after };
  }
  return { before: baseText, after: buildEditorModel(now, undefined, shown)?.baseText ?? "" };
}
