import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKeyCount } from "#/lib/format.ts";
import { describeEntry } from "#/lib/write-history-model.ts";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { verbs } from "./reverse-words.ts";
import type { EndedQuestion, OnEnded } from "./use-reverse.ts";

interface EndedLeasesDialogProps {
  readonly question: EndedQuestion;
  readonly onAnswer: (onEnded: OnEnded | undefined) => void;
}

/** Asks what becomes of keys whose lease has ended since, before anything is written. */
export function EndedLeasesDialog({ question: { direction, entry, needing }, onAnswer }: EndedLeasesDialogProps) {
  const total = entry.writes.length;
  const verb = verbs[direction];
  return (
    <Dialog label="Missing leases" onClose={() => onAnswer(undefined)}>
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold wrap-anywhere">
          {verb}: {describeEntry(entry)}
        </h2>
        <p role="alert" className="rounded-md border border-line bg-warn-bg px-3 py-2 text-warn">
          {formatGrouped(needing)} of {formatKeyCount(total)} had a lease that no longer exists. Without a lease, keys
          do not expire.
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- Enter at once writes nothing */}
          <Button autoFocus onClick={() => onAnswer(undefined)}>
            Cancel
          </Button>
          {needing < total && (
            <Button onClick={() => onAnswer("leave-out")}>
              {verb} {total - needing === 1 ? "1 other key" : `${formatGrouped(total - needing)} other keys`}
            </Button>
          )}
          <Button onClick={() => onAnswer("without-lease")}>{verb} all, drop missing leases</Button>
        </div>
      </div>
    </Dialog>
  );
}
