import type { ReactNode } from "react";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import type { WriteAct } from "#/acts/questions.ts";
import { useQuestion } from "./use-question.tsx";

interface QuestionDialogProps {
  readonly act: WriteAct | readonly WriteAct[];
  /** What kind of act it is, where one row of the table stands for several. */
  readonly variety?: string | undefined;
  /** The question: "Delete user app?". */
  readonly title: string;
  /** The dialog's name for screen readers, where the title says more. */
  readonly label?: string;
  /** What the button says: "Delete user". */
  readonly verb: ReactNode;
  /** What comes of it. */
  readonly children: ReactNode;
  /** What the dialog states is still being read: the button waits. */
  readonly reading?: boolean;
  readonly busy?: boolean;
  /** It may not be done after all. */
  readonly refused?: boolean;
  /** How the last attempt failed, or why there may be none. */
  readonly alert?: ReactNode;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** The question before an act: what comes of it, the connection's name where the table asks for it, and the button. */
export function QuestionDialog({
  act,
  variety,
  title,
  label = title,
  verb,
  children,
  reading = false,
  busy = false,
  refused = false,
  alert,
  onClose,
  onConfirm,
}: QuestionDialogProps) {
  const { field, answered, answer } = useQuestion(act, { begins: true, variety });
  const ready = answered && !reading && !busy && !refused;
  return (
    <Dialog label={label} onClose={onClose} className="w-[min(520px,calc(100vw-48px))]!">
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && answer()) onConfirm();
        }}
      >
        <h2 className="text-lg font-semibold wrap-anywhere">{title}</h2>
        {children}
        {field}
        {alert}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" busy={busy} disabled={!answered || reading || refused}>
            {verb}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
