import type { Value } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { useState } from "react";
import { askedValue } from "#/lib/formats/shown-value.ts";
import { toEditText } from "#/lib/formats/value-text.ts";
import type { TextFormat } from "#/stores/chosen-formats.ts";
import { findBroken } from "#/features/value/text/broken-format.ts";
import { mergedValue, mergeSides } from "./merge-sides.ts";
import { ConflictView } from "./conflict-view.tsx";
import { shownDecoding, type EditorModel } from "#/features/value/text/editor-model.ts";
import { ReviewDialog } from "#/features/value/write/review-dialog.tsx";
import type { useWrites } from "#/features/value/write/use-writes.ts";

interface ConflictPanelProps {
  readonly model: EditorModel;
  /** The key as it is now; undefined: somebody deleted it. */
  readonly latest: KeyValue | undefined;
  /** The format that was chosen by hand. */
  readonly chosen: TextFormat | undefined;
  readonly save: ReturnType<typeof useWrites>["save"];
  readonly onLeave: () => void;
  readonly onTakeTheirs: () => void;
  /** Goes on editing a merged text, from theirs as it was shown. */
  readonly onEditMerged: (text: string, theirs: KeyValue | undefined) => void;
}

/**
 * A conflict and what comes of it. What is decided is decided over theirs as it was shown: what a watch tells meanwhile
 * is offered, and else found by the save. Give it another React key for another conflict. A merge that is not valid any more is shown once more before it is saved. */
export function ConflictPanel({
  model,
  latest,
  chosen,
  save,
  onLeave,
  onTakeTheirs,
  onEditMerged,
}: ConflictPanelProps) {
  const { value, encoding } = model;
  const [theirs, setTheirs] = useState(latest);
  const [asked, setAsked] = useState<{ readonly over: KeyValue; readonly value: Value; readonly text: string }>();
  const saveChecked = async (bytes: Value | undefined, text: string) => {
    if (bytes === undefined) return;
    const broken =
      theirs === undefined ? undefined : await findBroken(theirs, bytes, { chosen, decoding: shownDecoding(model) });
    if (broken === undefined || theirs === undefined) save.mutate({ over: theirs, value: bytes });
    else setAsked({ over: theirs, value: bytes, text });
  };
  return (
    <>
      <ConflictView
        model={model}
        theirs={theirs}
        newer={latest?.modRevision === theirs?.modRevision ? undefined : { kv: latest, show: () => setTheirs(latest) }}
        busy={save.isPending}
        onKeepEditing={onLeave}
        onTakeTheirs={onTakeTheirs}
        onSaveYours={() => void saveChecked(value, model.text)}
        onSaveMerged={(merged) => void saveChecked(mergedValue(merged, model, theirs), merged)}
        onEditMerged={(merged) => onEditMerged(merged, theirs)}
      />
      {asked !== undefined && (
        <ReviewDialog
          change={{
            ...asked,
            decoding: shownDecoding(model),
            shown: encoding === "text" ? asked.text : undefined,
            before:
              mergeSides(model, asked.over).theirText ??
              toEditText(askedValue(asked.over.value), encoding, model.decoding),
            after: asked.text,
          }}
          size={undefined}
          chosen={chosen}
          busy={save.isPending}
          onClose={() => setAsked(undefined)}
          onSave={() => {
            setAsked(undefined);
            save.mutate({ over: asked.over, value: asked.value });
          }}
        />
      )}
    </>
  );
}
