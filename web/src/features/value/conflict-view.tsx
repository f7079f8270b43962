import { formatGrouped, formatLeaseHex, noLease, type LeaseId } from "@etcd-explorer/shared/int64";
import { formatKey } from "@etcd-explorer/shared/key-text";
import type { KeyValue } from "@etcd-explorer/shared/key-value";
import { GitMerge } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { diffTexts, splitLines, type DiffLine } from "#/lib/line-diff.ts";
import { LineList } from "#/ui/line-list.tsx";
import type { EditorModel } from "./editor-model.ts";
import { toEditText } from "./value-text.ts";

interface ConflictViewProps {
  readonly model: EditorModel;
  /** The key as it is now; undefined: somebody deleted it. */
  readonly theirs: KeyValue | undefined;
  readonly busy: boolean;
  readonly onKeepEditing: () => void;
  readonly onTakeTheirs: () => void;
  readonly onSaveYours: () => void;
}

/** Two people wrote one key: what it was, what they made of it, what you would make of it. Nothing is lost meanwhile. */
export function ConflictView({ model, theirs, busy, onKeepEditing, onTakeTheirs, onSaveYours }: ConflictViewProps) {
  const { base, baseText, text, encoding } = model;
  const theirText = theirs === undefined ? undefined : toEditText(theirs.value, encoding);
  useAct("conflict.keep-editing", onKeepEditing);
  useAct("conflict.take-theirs", onTakeTheirs);
  useAct("conflict.save-yours", onSaveYours, model.value === undefined ? "Your text is not valid" : undefined);
  return (
    <section aria-label="Conflict" className="flex h-full min-h-0 flex-col gap-3.5 p-5">
      <header className="flex flex-wrap items-start gap-3">
        <GitMerge className="mt-1 size-5 shrink-0 text-warn" />
        <div className="min-w-[min(420px,80%)] flex-1">
          <h1 className="text-xl font-semibold break-words">
            Somebody else {theirs === undefined ? "deleted" : "saved"}{" "}
            <span className="font-mono font-normal">{formatKey(base.key)}</span> first
          </h1>
          <p role="alert" className="mt-1 text-muted">
            You opened revision {formatGrouped(base.modRevision)};{" "}
            {theirs === undefined
              ? "the key is gone now"
              : `the key is now at ${formatGrouped(theirs.modRevision)}, under ${describeLease(theirs.lease)}`}
            . Nothing of yours has been written, and nothing of it is lost.
          </p>
        </div>
        <div className="flex gap-3">
          <ActButton act="conflict.keep-editing" />
          <ActButton act="conflict.take-theirs" label={theirs === undefined ? "Let it be deleted" : "Take theirs"} />
          <ActButton
            act="conflict.save-yours"
            variant="primary"
            busy={busy}
            label={theirs === undefined ? "Create it again as yours" : "Save yours over theirs"}
          />
        </div>
      </header>
      <div className="grid min-h-0 flex-1 grid-cols-3 gap-3">
        <Side title="Base" note={`rev ${formatGrouped(base.modRevision)}`} lines={plainLines(baseText)} />
        <Side
          title="Theirs"
          note={theirs === undefined ? "deleted" : `rev ${formatGrouped(theirs.modRevision)}`}
          lines={theirText === undefined ? [] : changedLines(baseText, theirText)}
        />
        <Side title="Yours" note="unsaved" lines={changedLines(baseText, text)} />
      </div>
    </section>
  );
}

function describeLease(lease: LeaseId): string {
  return lease === noLease ? "no lease" : `lease ${formatLeaseHex(lease)}`;
}

function plainLines(text: string): DiffLine[] {
  return splitLines(text).map((line, at) => ({ kind: "same", text: line, number: at + 1 }));
}

/** The lines of `after`, with those marked that `before` has not. */
function changedLines(before: string, after: string): DiffLine[] {
  return diffTexts(before, after)?.filter((line) => line.kind !== "removed") ?? plainLines(after);
}

function Side({ title, note, lines }: { title: string; note: string; lines: readonly DiffLine[] }) {
  return (
    <section aria-label={title} className="flex min-h-0 flex-col rounded-[10px] border border-line bg-panel">
      <h2 className="border-b border-line px-3.5 py-2 font-semibold">
        {title} <span className="pl-1 font-normal text-muted">{note}</span>
      </h2>
      <div className="min-h-0 flex-1">
        {lines.length === 0 ? <p className="p-3.5 text-muted">Nothing</p> : <LineList label={title} lines={lines} />}
      </div>
    </section>
  );
}
