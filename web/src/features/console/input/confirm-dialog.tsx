import { useQueryClient } from "@tanstack/react-query";
import type { Loss } from "@etcd-explorer/shared/command/api-table/loss";
import type { WriteAct } from "#/acts/questions.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { QuestionDialog } from "#/components/question-dialog.tsx";
import { useFresh } from "#/components/use-fresh.ts";
import { useAdmin } from "#/api/connection/use-admin.ts";
import { lossWords, readLoss } from "./read-loss.ts";

/** What is asked before a command or a request is sent. */
export interface ConsoleQuestion {
  readonly act: WriteAct;
  /** Which command or path it is: a typed name counts for the same one. */
  readonly variety: string;
  /** What is about to be sent, as one line. */
  readonly command: string;
  /** What would be lost, in a sentence. */
  readonly risk: string;
  /** What it takes away: that is read before it may be sent. */
  readonly loses?: Loss | undefined;
  /** The history of everything that was written can undo it. */
  readonly undoable?: boolean | undefined;
}

interface ConfirmDialogProps extends ConsoleQuestion {
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks before something is sent, and says whether it can be undone. */
export function ConfirmDialog({
  act,
  variety,
  command,
  risk,
  loses,
  undoable = false,
  onClose,
  onConfirm,
}: ConfirmDialogProps) {
  const { connection, etcd } = useConnected();
  const admin = useAdmin();
  const queryClient = useQueryClient();
  // One dialog is one question: what it states is read once.
  const lost = useFresh("loss", async (signal) =>
    loses === undefined ? "" : readLoss(loses, { etcd, admin, connection, queryClient }, signal),
  );
  return (
    <QuestionDialog
      act={act}
      variety={variety}
      title={`Run on ${connection.label}?`}
      label="Confirm run"
      verb="Run"
      reading={lost.reading}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <p className="truncate rounded-md border border-line bg-bg px-2.5 py-1.5 font-mono">{command}</p>
      <p className="text-muted">
        {risk}{" "}
        {loses !== undefined && (
          <b role="status" className="font-semibold text-text">
            {lost.reading ? lossWords[loses.kind].reading : (lost.fact ?? lossWords[loses.kind].unknown)}
          </b>
        )}{" "}
        {undoable ? "You can undo this until the key changes again." : "This cannot be undone."}
      </p>
    </QuestionDialog>
  );
}

/** What is asked before something is sent; undefined: it only reads. */
export function consoleAct({ writes, risk }: { readonly writes: boolean; readonly risk?: string | undefined }) {
  if (risk !== undefined) return "console.destroy" as const;
  return writes ? ("console.write" as const) : undefined;
}
