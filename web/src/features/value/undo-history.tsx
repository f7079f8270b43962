import { formatBytes } from "@etcd-explorer/shared/byte-size";
import { Undo2 } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { runAct } from "#/acts/registry.ts";
import { undoBudgetBytes, useUndo, type UndoEntry } from "#/stores/undo.ts";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog.tsx";
import { VirtualRows } from "#/ui/virtual-rows.tsx";

interface UndoHistoryProps {
  readonly connectionId: string;
  readonly onClose: () => void;
}

/** What was written in this tab and can be taken back, the newest first. */
export function UndoHistory({ connectionId, onClose }: UndoHistoryProps) {
  const entries = useUndo((state) => state.entries)
    .filter((entry) => entry.connectionId === connectionId)
    .toReversed();
  return (
    <Dialog label="What can be undone" onClose={onClose}>
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">What can be undone</h2>
        <p className="text-muted">
          Each is undone only while nobody else has written the same keys since. Kept in this tab until it is closed or
          loaded anew, {formatBytes(undoBudgetBytes)} at most.
        </p>
        {entries.length === 0 ? (
          <p className="rounded-md border border-line bg-bg px-3 py-4 text-center text-muted">
            Nothing has been written here yet.
          </p>
        ) : (
          <VirtualRows
            role="list"
            aria-label="Writes"
            className="max-h-[46vh] overflow-auto rounded-md border border-line bg-bg"
            style={{ height: entries.length * rowHeight + 2 }}
            count={entries.length}
            rowHeight={rowHeight}
            fitsWidth
            renderRow={(index) => {
              const entry = entries[index];
              return entry === undefined ? null : <Entry entry={entry} newest={index === 0} onClose={onClose} />;
            }}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Close</Button>
          <ActButton act="edit.undo" variant="primary" icon={<Undo2 />} showShortcut />
        </div>
      </div>
    </Dialog>
  );
}

const rowHeight = 34;

function Entry({ entry, newest, onClose }: { entry: UndoEntry; newest: boolean; onClose: () => void }) {
  const time = new Date(entry.at).toLocaleTimeString(undefined, { hour12: false });
  return (
    <div role="listitem" className="flex h-full items-center gap-3 border-b border-line px-3">
      <time className="shrink-0 text-muted tabular-nums">{time}</time>
      <span className="min-w-0 flex-1 truncate" title={entry.label}>
        {entry.label}
        {newest && <span className="pl-2 text-muted">newest</span>}
      </span>
      <Button
        variant="ghost"
        onClick={() => {
          runAct("edit.undo", String(entry.id));
          onClose();
        }}
      >
        <Undo2 /> Undo
      </Button>
    </div>
  );
}
