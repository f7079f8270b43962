import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { Redo2, Undo2 } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { runAct } from "#/acts/registry.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { standsOn } from "#/lib/history-keys.ts";
import { describeEntry, entriesOf, type HistoryEntry } from "#/lib/write-history-model.ts";
import { whyBlocked } from "#/lib/why-blocked.ts";
import { historyBudgetBytes, useWriteHistory } from "#/stores/write-history.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { changedSince } from "./reverse-words.ts";
import { useOverwritten } from "./use-overwritten.ts";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";

interface UndoHistoryProps {
  readonly connectionId: string;
  readonly onClose: () => void;
}

/** Everything that was written from this tab, the last first: what can be undone or redone, and why the rest cannot. */
export function UndoHistory({ connectionId, onClose }: UndoHistoryProps) {
  const history = useWriteHistory();
  const entries = entriesOf(history, connectionId);
  const overwritten = useOverwritten();
  return (
    <Dialog label="Write history" onClose={onClose} className="w-[min(720px,calc(100vw-48px))]">
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Write history</h2>
        <p className="text-muted">
          A write can be undone until its keys change again. This tab keeps up to {formatBytes(historyBudgetBytes)},
          until it is closed or reloaded.
        </p>
        {entries.length === 0 ? (
          <p className="rounded-md border border-line bg-bg px-3 py-4 text-center text-muted">
            No writes from this tab
          </p>
        ) : (
          <VirtualRows
            role="list"
            aria-label="Writes"
            tabIndex={0}
            className="max-h-[46vh] overflow-auto rounded-md border border-line bg-bg"
            style={{ height: entries.length * rowHeight + 2 }}
            count={entries.length}
            rowHeight={rowHeight}
            fitsWidth
            renderRow={(index) => {
              const entry = entries[index];
              if (entry === undefined) return null;
              return (
                <Entry
                  // A press on its button is about this write, also when a newer one comes above it.
                  key={entry.id}
                  entry={entry}
                  above={standsOn(history, entry)}
                  blocked={whyBlocked(history, entry)}
                  theirs={overwritten.get(entry.id)}
                  onClose={onClose}
                />
              );
            }}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Close</Button>
          <ActButton act="edit.redo" icon={<Redo2 />} showShortcut />
          <ActButton act="edit.undo" variant="primary" icon={<Undo2 />} showShortcut />
        </div>
      </div>
    </Dialog>
  );
}

const rowHeight = 46;

interface EntryProps {
  readonly entry: HistoryEntry;
  /** The newer write of ours that stands on the same keys. */
  readonly above: HistoryEntry | undefined;
  /** Why it cannot be reversed; undefined: it can. */
  readonly blocked: string | undefined;
  /** A key of it that somebody else has written since. */
  readonly theirs: Key | undefined;
  readonly onClose: () => void;
}

function Entry({ entry, above, blocked, theirs, onClose }: EntryProps) {
  const readOnly = useReadOnly();
  const { state, user, writes } = entry;
  const time = new Date(entry.at).toLocaleTimeString(undefined, { hour12: false });
  const isDone = state === "done";
  const first = above === undefined ? undefined : `Undo first: ${describeEntry(above)}`;
  const since = theirs === undefined ? undefined : changedSince(theirs);
  const why = blocked ?? first ?? since;
  const facts = [user, why].filter((fact) => fact !== undefined && fact !== "").join(" · ");
  return (
    <div role="listitem" className="flex h-full items-center gap-3 border-b border-line px-3">
      <time className="shrink-0 text-muted tabular-nums">{time}</time>
      <span className="min-w-0 flex-1">
        <span
          className={classNames("block truncate", !isDone && "text-muted line-through")}
          title={describeEntry(entry)}
        >
          {describeEntry(entry)}
        </span>
        {facts !== "" && (
          <span className="block truncate text-sm text-muted" title={facts}>
            {facts}
          </span>
        )}
      </span>
      {!isDone && <Badge tone="plain">undone</Badge>}
      {writes.length > 0 && above === undefined && (
        <Button
          variant="ghost"
          disabled={readOnly !== undefined}
          title={readOnly}
          onClick={() => {
            onClose();
            runAct(isDone ? "edit.undo" : "edit.redo", String(entry.id));
          }}
        >
          {isDone ? <Undo2 /> : <Redo2 />} {isDone ? "Undo" : "Redo"}
        </Button>
      )}
    </div>
  );
}
