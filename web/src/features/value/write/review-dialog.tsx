import type { Value } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { useEffect, useState } from "react";
import type { Decoding } from "#/lib/formats/decoding.ts";
import { useQuestion } from "#/components/use-question.tsx";
import type { TextFormat } from "#/stores/chosen-formats.ts";
import { setEditorSettings, useEditorSettings } from "#/stores/editor-settings.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { findBroken, type BrokenFormat } from "#/features/value/text/broken-format.ts";
import { DiffView } from "#/components/diff/diff-view.tsx";

/** What a save would write, and over what. */
export interface ReviewedChange {
  readonly over: KeyValue;
  readonly value: Value;
  /** Both as the editor spells them. */
  readonly before: string;
  readonly after: string;
  /** The text in which a problem is looked for, where it is not the value's own. */
  readonly shown?: string | undefined;
  /** What decodes both; undefined: they are shown as they are stored. */
  readonly decoding?: Decoding | undefined;
  /** What the lines do not show, such as another layout. */
  readonly note?: string | undefined;
}

interface ReviewDialogProps {
  readonly change: ReviewedChange;
  readonly size: string | undefined;
  /** What one should know before saving. */
  readonly warning?: string | undefined;
  /** The format that was chosen by hand. */
  readonly chosen: TextFormat | undefined;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSave: () => void;
}

/** What a save would change, before it is sent. */
export function ReviewDialog({ change, size, warning, chosen, busy, onClose, onSave }: ReviewDialogProps) {
  // Where the table asks for a review, it cannot be switched off.
  const reviewed = useQuestion("key.save").asks === "review";
  const always = useEditorSettings((settings) => settings.reviewsAlways);
  const { over, value, before, after, shown, decoding, note } = change;
  const [checked, setChecked] = useState<{ readonly broken: BrokenFormat | undefined }>();
  const broken = checked?.broken;
  useEffect(() => {
    let left = false;
    void findBroken(over, value, { chosen, shown, decoding }).then((found) => {
      if (!left) setChecked({ broken: found });
    });
    return () => {
      left = true;
    };
  }, [over, value, chosen, shown, decoding]);
  return (
    <Dialog label="Review change" onClose={onClose} className="w-[min(960px,calc(100vw-48px))]">
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          // A large value takes a moment: nobody confirms what has not been said yet.
          if (checked !== undefined) onSave();
        }}
      >
        <h2 className="text-lg font-semibold">Save this change?</h2>
        <p className="font-mono break-all">{formatKey(over.key)}</p>
        {warning !== undefined && <p className="rounded-md bg-warn-bg px-3 py-2 text-warn">{warning}</p>}
        {broken !== undefined && (
          <p role="alert" className="rounded-md bg-bad-bg px-3 py-2 text-bad">
            This makes the value invalid {broken.format}: {broken.problem}
          </p>
        )}
        <div className="h-[44vh] rounded-md border border-line bg-bg">
          <DiffView before={before} after={after} note={note} />
        </div>
        <p className="text-sm text-muted">
          {size !== undefined && `${size}. `}Saves only if unchanged since revision {formatGrouped(over.modRevision)}
          {over.lease === "0" ? "." : "; keeps the lease."}
        </p>
        <DialogFooter>
          {reviewed ? (
            <span className="mr-auto text-sm text-muted">Production: every save is reviewed.</span>
          ) : (
            <label className="mr-auto flex items-center gap-1.5 text-sm">
              <input
                type="checkbox"
                className="accent-accent"
                checked={always}
                onChange={(event) => setEditorSettings({ reviewsAlways: event.target.checked })}
              />
              Review every save
            </label>
          )}
          <Button onClick={onClose}>Keep editing</Button>
          <Button
            type="submit"
            variant={broken === undefined ? "primary" : "danger"}
            busy={busy}
            // Not disabled, which would take the focus from it.
            aria-disabled={checked === undefined}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever has read the change confirms it by Enter
            autoFocus
          >
            {checked === undefined ? "Checking…" : broken === undefined ? "Save" : `Save invalid ${broken.format}`}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
