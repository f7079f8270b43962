import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { useState, type ReactNode } from "react";
import { useRevisionClock } from "#/api/clock/use-revision-time.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { revisionTarget, type RevisionWay } from "#/components/past/revision-target.ts";
import { useKnownPast } from "#/components/past/use-known-past.ts";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { useShownProblem } from "#/lib/shown-problem.ts";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Field } from "#/ui/field.tsx";
import type { ChosenRevision } from "./use-restore-plan.ts";

export interface RevisionForm {
  readonly way: RevisionWay;
  /** What was typed for each of the ways. */
  readonly typed: Readonly<Record<RevisionWay, string>>;
}

export const startForm: RevisionForm = { way: "revision", typed: { revision: "", ago: "", time: "", oldest: "" } };

const ways = [
  { value: "revision", label: "Revision" },
  { value: "ago", label: "Writes ago" },
  { value: "time", label: "Date and time" },
  { value: "oldest", label: "Oldest available" },
] as const;

const fields = {
  revision: { name: "revision", label: "Revision", hint: "As etcdctl get --rev takes it." },
  ago: { name: "ago", label: "Writes ago", hint: "Counted over all keys of the cluster." },
  time: { name: "time", label: "Date and time", hint: "The newest revision then, as far as this browser has seen." },
} as const;

interface RevisionFieldsProps {
  readonly form: RevisionForm;
  readonly onChange: (form: RevisionForm) => void;
  readonly onChosen: (chosen: ChosenRevision) => void;
  readonly onClose: () => void;
  readonly hint: ReactNode;
}

/** Asks for the revision: by number, by writes or a time ago, or the oldest that etcd still has. */
export function RevisionFields({ form, onChange, onChosen, onClose, hint }: RevisionFieldsProps) {
  const { connection } = useConnected();
  const clock = useRevisionClock();
  const { known, reading } = useKnownPast(connection);
  const [isSent, setSent] = useState(false);
  const { way, typed } = form;
  const target = revisionTarget(way, typed[way], known);
  const problem = target.kind === "problem" ? target.text : undefined;
  const { shown, watch } = useShownProblem(problem, form);
  const field = way === "oldest" ? undefined : fields[way];
  return (
    <form
      className="flex flex-col gap-3 px-5 pt-2 pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        setSent(true);
        // The oldest is found when the plan is made: compaction goes on.
        if (way === "oldest") onChosen({ kind: "oldest" });
        else if (target.kind === "ready") onChosen({ kind: "revision", revision: target.revision });
      }}
    >
      <div className="flex">
        <Choice<RevisionWay>
          label="Restore to"
          options={ways}
          value={way}
          onChange={(next) => onChange({ ...form, way: next })}
        />
      </div>
      {field !== undefined && (
        <div {...watch} key={field.name}>
          <Field
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this
            autoFocus
            label={field.label}
            mono
            className="max-w-80"
            type={field.name === "time" ? "datetime-local" : "text"}
            {...(field.name === "time" ? { step: 1 } : { inputMode: "numeric" as const })}
            spellCheck={false}
            autoComplete="off"
            value={typed[field.name]}
            error={isSent ? problem : shown}
            hint={field.hint}
            onChange={(event) => onChange({ way, typed: { ...typed, [field.name]: event.target.value } })}
          />
        </div>
      )}
      <p role="status" className="min-h-5 text-muted">
        {target.kind === "ready" ? (
          <>
            {way !== "revision" && `Revision ${formatGrouped(target.revision)}`}
            <RevisionTimeText
              time={clock.timeOf(target.revision)}
              before={way === "revision" ? "Written " : ", written "}
            />
            {target.note !== undefined && `. ${target.note}`}
          </>
        ) : known.ends !== undefined ? (
          `Available: ${formatGrouped(known.ends.floor)} to ${formatGrouped(known.ends.newest)}`
        ) : (
          reading.isError &&
          `Could not read the oldest available revision. ${describeFailure(failureOf(reading.error))}.`
        )}
      </p>
      <div className="text-sm text-muted">{hint}</div>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={way !== "oldest" && target.kind === "empty"}>
          Compare with now
        </Button>
      </DialogFooter>
    </form>
  );
}
