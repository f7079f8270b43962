import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { useRevisionClock } from "#/api/clock/use-revision-time.ts";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { replayWords } from "./replay-words.ts";

export type StepDirection = "previous" | "next";

interface StepQuestionProps {
  readonly direction: StepDirection;
  readonly cost: bigint;
  /** A change that is known without a search; there may be deletes between it and here. */
  readonly known: Revision | undefined;
  readonly onClose: () => void;
  readonly onView: (revision: Revision) => void;
  readonly onSearch: () => void;
}

/** Says what finding the change before or after this revision costs, and which one is known without. */
export function StepQuestion({ direction, cost, known, onClose, onView, onSearch }: StepQuestionProps) {
  const clock = useRevisionClock();
  const title = `Search for the ${direction} change?`;
  return (
    <Dialog label={title} onClose={onClose} className="w-[min(520px,calc(100vw-48px))]!">
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="text-warn">{replayWords(cost)}</p>
        {known !== undefined && (
          <p className="text-muted">
            The last put before is known: revision {formatGrouped(known)}
            <RevisionTimeText time={clock.timeOf(known)} before=", " />. Only deletes after it are not.
          </p>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          {known !== undefined && <Button onClick={() => onView(known)}>View revision {formatGrouped(known)}</Button>}
          <Button variant="danger" onClick={onSearch}>
            Search changes
          </Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}
