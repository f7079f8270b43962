import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { asValue } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { FileUp } from "lucide-react";
import { useId, useState } from "react";
import { largestValueBytes } from "#/features/value/text/editor-model.ts";
import type { Draft } from "#/stores/drafts.ts";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { draftOfFile, refuseFile } from "./value-file.ts";

interface UploadDialogProps {
  readonly stored: KeyValue;
  /** An edit of the value is not saved yet. */
  readonly dirty: boolean;
  readonly onClose: () => void;
  /** The file as an edit of the value. */
  readonly onChosen: (draft: Draft) => void;
}

/** Asks for the file whose bytes are to replace the value; nothing is written before its review. */
export function UploadDialog({ stored, dirty, onClose, onChosen }: UploadDialogProps) {
  const [problem, setProblem] = useState<string>();
  const [isOver, setOver] = useState(false);
  const inputId = useId();
  const mostBytes = largestValueBytes(stored.key);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setProblem(undefined);
    try {
      // One that is too large is not even read.
      const bytes = file.size > mostBytes ? undefined : new Uint8Array(await file.arrayBuffer());
      const refusal = refuseFile(stored, file.size, bytes);
      if (bytes === undefined) return setProblem(refusal);
      if (refusal === undefined) onChosen(draftOfFile(stored, asValue(bytes)));
      else setProblem(refusal);
    } catch {
      setProblem("Could not read the file. Check that it still exists.");
    }
  };
  return (
    <Dialog label="Upload value" onClose={onClose}>
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Upload value</h2>
        <p className="font-mono break-all">{formatKey(stored.key)}</p>
        <p className="text-muted">
          A file of up to {formatBytes(mostBytes)} replaces the value of {formatBytes(stored.value.length)}. You review
          the change before it is saved.
        </p>
        {dirty && <p className="text-warn">Your unsaved edit is replaced.</p>}
        <div
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void take(event.dataTransfer.files[0]);
          }}
          className={classNames(
            "flex flex-col items-center gap-2 rounded-md border border-dashed px-4 py-6",
            isOver ? "border-accent bg-accent-bg" : "border-faint",
          )}
        >
          <FileUp className="size-5 text-muted" />
          <label htmlFor={inputId}>Choose a file or drop it here</label>
          <input
            id={inputId}
            type="file"
            aria-describedby={problem === undefined ? undefined : `${inputId}-problem`}
            onChange={(event) => void take(event.target.files?.[0])}
            className="max-w-full rounded-md border border-line bg-bg px-2.5 py-1 file:mr-3 file:rounded file:border file:border-line file:bg-raised file:px-2 file:text-text"
          />
        </div>
        {problem !== undefined && (
          <p id={`${inputId}-problem`} role="alert" className="text-bad">
            {problem}
          </p>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}
