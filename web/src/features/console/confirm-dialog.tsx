import { encodeHex } from "@etcd-explorer/shared/bytes";
import { formatGrouped } from "@etcd-explorer/shared/int64";
import type { KeyRange } from "@etcd-explorer/shared/range";
import type { WriteAct } from "#/acts/questions.ts";
import { useConnected } from "#/api/connection-context.tsx";
import { QuestionDialog } from "#/components/question-dialog.tsx";
import { useFresh } from "#/components/use-fresh.ts";

/** What is asked before a command or a request is sent. */
export interface ConsoleQuestion {
  readonly act: WriteAct;
  /** What is about to be sent, as one line. */
  readonly command: string;
  /** What would be lost, in a sentence. */
  readonly risk: string;
  /** The keys that it deletes: they are counted before it may be sent. */
  readonly deletes?: KeyRange | undefined;
}

interface ConfirmDialogProps extends ConsoleQuestion {
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks before something is sent that the console cannot undo. */
export function ConfirmDialog({ act, command, risk, deletes, onClose, onConfirm }: ConfirmDialogProps) {
  const { connection, etcd } = useConnected();
  const { key, rangeEnd } = deletes ?? {};
  const many = key !== undefined && rangeEnd !== undefined ? { key, rangeEnd } : undefined;
  const name = many === undefined ? "nothing" : `${encodeHex(many.key)} ${encodeHex(many.rangeEnd)}`;
  const count = useFresh(name, async (signal) =>
    many === undefined ? undefined : { keys: (await etcd.range({ ...many, countOnly: true }, signal)).count },
  );
  const counted = count.fact?.keys;
  return (
    <QuestionDialog
      act={act}
      title={`Run on ${connection.label}?`}
      label="Before this is sent"
      verb="Send"
      reading={count.reading}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <p className="truncate rounded-md border border-line bg-bg px-2.5 py-1.5 font-mono">{command}</p>
      <p className="text-muted">
        {risk}{" "}
        {many !== undefined && (
          <b role="status" className="font-semibold text-text">
            {count.reading
              ? "Counting the keys…"
              : counted === undefined
                ? "Not known how many keys there are."
                : counted === "1"
                  ? "There is 1 key now."
                  : `There are ${formatGrouped(counted)} keys now.`}
          </b>
        )}{" "}
        The console cannot undo it.
      </p>
    </QuestionDialog>
  );
}

/** What is asked before something is sent; undefined: it only reads. */
export function consoleAct({ writes, risk }: { readonly writes: boolean; readonly risk?: string | undefined }) {
  if (risk !== undefined) return "console.destroy" as const;
  return writes ? ("console.write" as const) : undefined;
}
