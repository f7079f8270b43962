import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { useState } from "react";
import { useRevisionClock } from "#/api/clock/use-revision-time.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { revisionTarget, revisionWays, type RevisionWay } from "#/components/past/revision-target.ts";
import { useKnownPast } from "#/components/past/use-known-past.ts";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { useShownProblem } from "#/lib/shown-problem.ts";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { Field } from "#/ui/field.tsx";

interface ViewDialogProps {
  readonly onView: (revision: Revision) => void;
  readonly onClose: () => void;
}

const words: Readonly<Record<RevisionWay, string>> = {
  revision: "Revision",
  time: "Date and time",
  ago: "Writes ago",
  oldest: "Oldest",
};

/** Asks which moment of the past to view: a revision, a time, some writes ago, or the oldest that is left. */
export function ViewDialog({ onView, onClose }: ViewDialogProps) {
  const { connection } = useConnected();
  const { known, reading } = useKnownPast(connection);
  const { ends } = known;
  const clock = useRevisionClock();
  const [way, setWay] = useState<RevisionWay>("revision");
  const [typed, setTyped] = useState("");
  const target = revisionTarget(way, typed, known);
  const problem = target.kind === "problem" ? target.text : undefined;
  const { shown, watch } = useShownProblem(problem, typed);
  return (
    <Dialog label="View past revision" onClose={onClose} className="w-[min(520px,calc(100vw-48px))]!">
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (target.kind === "ready") onView(target.revision);
        }}
      >
        <h2 className="text-lg font-semibold">View past revision</h2>
        <p className="text-muted">Every screen that has a past then shows that moment. Nothing can be written.</p>
        <div className="flex">
          <Choice
            label="Choose by"
            options={revisionWays.map((value) => ({ value, label: words[value] }))}
            value={way}
            onChange={(next) => {
              setWay(next);
              setTyped("");
            }}
          />
        </div>
        {way !== "oldest" && (
          <div {...watch} key={way}>
            <Field
              // The field is why one came.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              label={words[way]}
              type={way === "time" ? "datetime-local" : "text"}
              {...(way === "time" ? { step: 1 } : { inputMode: "numeric" as const })}
              mono
              value={typed}
              error={shown}
              onChange={(event) => setTyped(event.target.value)}
              hint={hints[way]}
            />
          </div>
        )}
        <p role="status" className="min-h-10 text-muted">
          {target.kind === "ready" ? (
            <>
              Revision <b className="font-semibold text-text tabular-nums">{formatGrouped(target.revision)}</b>
              <RevisionTimeText time={clock.timeOf(target.revision)} before=", written " />. {target.note}
            </>
          ) : ends !== undefined ? (
            <>
              Available: {formatGrouped(ends.floor)} to {formatGrouped(ends.newest)}
              <RevisionTimeText time={clock.timeOf(ends.floor)} before=", since " />.
            </>
          ) : reading.isError ? (
            <span className="text-warn">
              Could not read the oldest available revision. {describeFailure(failureOf(reading.error))}.
            </span>
          ) : (
            "Reading the oldest available revision…"
          )}
        </p>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={target.kind !== "ready"}>
            View revision
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

const hints: Readonly<Record<Exclude<RevisionWay, "oldest">, string>> = {
  revision: "As etcdctl get --rev takes it.",
  time: "The newest revision then, as far as this browser has seen.",
  ago: "Counted over all keys of the cluster.",
};
