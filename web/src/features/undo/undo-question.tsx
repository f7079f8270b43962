import type { DoneWrite } from "@etcd-explorer/shared/write/guarded/inverse";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { actOfUndo } from "#/acts/questions.ts";
import { QuestionDialog } from "#/components/question-dialog.tsx";
import { ShortList } from "#/ui/list/short-list.tsx";

interface UndoQuestionProps {
  readonly verb: "Undo" | "Redo";
  /** What was done: `Saved /a`. */
  readonly label: string;
  readonly writes: readonly DoneWrite[];
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks before what was written is taken back: that is a write like any other. */
export function UndoQuestion({ verb, label, writes, onClose, onConfirm }: UndoQuestionProps) {
  return (
    <QuestionDialog
      act={actOfUndo(writes)}
      title={`${verb} this write?`}
      label={`${verb} this write`}
      verb={verb}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <p className="wrap-anywhere">{label}</p>
      <ShortList
        label="Changes"
        items={describeUndo(writes)}
        renderItem={({ does, name }) => (
          <li key={`${does} ${name}`} className="flex gap-3">
            <span className="w-16 shrink-0 text-muted">{does}</span>
            <span className="min-w-0 truncate font-mono" title={name}>
              {name}
            </span>
          </li>
        )}
      />
      <p className="text-muted">Applied only if these keys have not changed since.</p>
    </QuestionDialog>
  );
}

/** What undoing does to each key, in order of the writes. */
function describeUndo(writes: readonly DoneWrite[]): readonly { readonly does: string; readonly name: string }[] {
  return writes.flatMap(({ changes }) =>
    changes.map(({ key, before }) => ({ does: before === undefined ? "delete" : "restore", name: formatKey(key) })),
  );
}
