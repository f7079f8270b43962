import type { DoneWrite } from "@etcd-explorer/shared/inverse";
import { formatGrouped } from "@etcd-explorer/shared/int64";
import { formatKey } from "@etcd-explorer/shared/key-text";
import { actOfUndo } from "#/acts/questions.ts";
import { QuestionDialog } from "#/components/question-dialog.tsx";

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
  const lines = describeUndo(writes);
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
      <ul
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by the keyboard
        tabIndex={0}
        aria-label={`What is ${verb === "Undo" ? "undone" : "redone"}`}
        className="max-h-48 shrink-0 overflow-auto rounded-md border border-line px-3 py-1"
      >
        {lines.slice(0, shown).map(({ does, name }) => (
          <li key={`${does} ${name}`} className="flex gap-3">
            <span className="w-16 shrink-0 text-muted">{does}</span>
            <span className="min-w-0 truncate font-mono" title={name}>
              {name}
            </span>
          </li>
        ))}
        {lines.length > shown && <li className="text-muted">and {formatGrouped(lines.length - shown)} more</li>}
      </ul>
      <p className="text-muted">
        {verb === "Undo" ? "Undone" : "Redone"} only if nobody else has written these keys since.
      </p>
    </QuestionDialog>
  );
}

const shown = 100;

/** What undoing does to each key, in order of the writes. */
export function describeUndo(
  writes: readonly DoneWrite[],
): readonly { readonly does: string; readonly name: string }[] {
  return writes.flatMap(({ changes }) =>
    changes.map(({ key, before }) => ({ does: before === undefined ? "delete" : "restore", name: formatKey(key) })),
  );
}
