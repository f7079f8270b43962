import { formatGrouped } from "@etcd-explorer/shared/int64";
import { formatKey } from "@etcd-explorer/shared/key-text";
import { setEditorSettings, useEditorSettings } from "#/stores/editor-settings.ts";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog.tsx";
import { DiffView } from "./diff-view.tsx";
import { describeSize, type EditorModel } from "./editor-model.ts";

interface ReviewDialogProps {
  readonly model: EditorModel;
  /** On a production connection a review cannot be switched off. */
  readonly onProduction: boolean;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSave: () => void;
}

/** What a save would change, before it is sent. */
export function ReviewDialog({ model, onProduction, busy, onClose, onSave }: ReviewDialogProps) {
  const always = useEditorSettings((settings) => settings.reviewsAlways);
  const { base, baseText, text } = model;
  return (
    <Dialog label="Review the change" onClose={onClose} className="w-[min(960px,calc(100vw-48px))]">
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        <h2 className="text-lg font-semibold">Save this change?</h2>
        <p className="font-mono break-all">{formatKey(base.key)}</p>
        <div className="h-[44vh] rounded-md border border-line bg-bg">
          <DiffView before={baseText} after={text} />
        </div>
        <p className="text-sm text-muted">
          {describeSize(model)}. Saved only if nobody else has written since revision {formatGrouped(base.modRevision)};
          the lease stays.
        </p>
        <div className="flex items-center justify-end gap-2">
          {onProduction ? (
            <span className="mr-auto text-sm text-muted">This is production: every save is reviewed.</span>
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
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever has read the change confirms it by Enter */}
          <Button type="submit" variant="primary" busy={busy} autoFocus>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
