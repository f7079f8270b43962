import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { useDraftsKept } from "#/stores/draft-storage.ts";
import { connectionOfDraft, editsStorage, listEdits, setDraft, useDrafts } from "#/stores/drafts.ts";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { encodingName } from "#/lib/formats/value-text.ts";
import { UnsavedDot } from "#/ui/unsaved-dot.tsx";

interface UnsavedEditsProps {
  readonly onClose: () => void;
  /** Goes to a key of a connection. */
  readonly onOpen: (connectionId: string, key: Key) => void;
}

/** Every edit that is not saved yet, on whatever connection: to go there, or to let it go. */
export function UnsavedEdits({ onClose, onOpen }: UnsavedEditsProps) {
  const edits = listEdits(useDrafts());
  const kept = useDraftsKept(editsStorage);
  return (
    <Dialog label="Unsaved edits" onClose={onClose}>
      <div className="flex max-h-[calc(76vh-2px)] flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Unsaved edits</h2>
        <p className="text-muted">
          {kept
            ? "Kept until you close this tab; never stored permanently because values may be secrets."
            : "Over this tab's storage limit: a reload loses the largest edits."}
        </p>
        {edits.length === 0 ? (
          <p className="rounded-md border border-line bg-bg px-3 py-4 text-center text-muted">No unsaved edits</p>
        ) : (
          <ul className="min-h-0 overflow-auto rounded-md border border-line bg-bg">
            {edits.map(([id, draft]) => (
              <li key={id} className="flex items-center gap-3 border-b border-line px-3 py-1.5 last:border-0">
                <UnsavedDot />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-mono" title={formatKey(draft.base.key)}>
                    {formatKey(draft.base.key)}
                  </span>
                  <span className="block truncate text-sm text-muted">
                    {connectionOfDraft(id)} · {formatBytes(draft.text.length)} as {encodingName(draft.encoding)}
                  </span>
                </span>
                <Button variant="ghost" onClick={() => setDraft(id, undefined)}>
                  Discard
                </Button>
                <Button
                  onClick={() => {
                    onClose();
                    onOpen(connectionOfDraft(id), draft.base.key);
                  }}
                >
                  Open
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div className="flex justify-end">
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the first button would let an edit go: Enter here loses nothing */}
          <Button autoFocus onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
