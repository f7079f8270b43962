import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { useState, type ReactNode } from "react";
import { useRevisionClock } from "#/api/clock/use-revision-time.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { useShownProblem } from "#/lib/shown-problem.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Field } from "#/ui/field.tsx";
import { readRevision, type ChoiceKind, type ChosenRevision, type RevisionForm } from "./revision-choice.ts";

export const startForm: RevisionForm = { kind: "revision", revision: "", writes: "", time: "" };

const kinds = [
  { value: "revision", label: "Revision" },
  { value: "writes", label: "Writes ago" },
  { value: "time", label: "Date and time" },
  { value: "oldest", label: "Oldest available" },
] as const;

const fields = {
  revision: { name: "revision", label: "Revision", hint: "As etcdctl get --rev takes it." },
  writes: { name: "writes", label: "Writes ago", hint: "Counted over all keys of the cluster." },
  time: { name: "time", label: "Date and time", hint: "The newest revision then, as far as this browser has seen." },
} as const;

interface RevisionFieldsProps {
  readonly form: RevisionForm;
  readonly onChange: (form: RevisionForm) => void;
  readonly onChosen: (chosen: Exclude<ChosenRevision, { kind: "problem" }>) => void;
  readonly onClose: () => void;
  readonly hint: ReactNode;
}

/** Asks for the revision: by number, by writes or a time ago, or the oldest that etcd still has. */
export function RevisionFields({ form, onChange, onChosen, onClose, hint }: RevisionFieldsProps) {
  const { connection } = useConnected();
  const clock = useRevisionClock();
  const newest = useRequestLog(({ revisions }) => revisions[connection.id]);
  const [isSent, setSent] = useState(false);
  const chosen = readRevision(form, newest, (ms) => clock.revisionAt(ms));
  const problem = chosen.kind === "problem" ? chosen.message : undefined;
  const { shown, watch } = useShownProblem(problem, form);
  const field = form.kind === "oldest" ? undefined : fields[form.kind];
  return (
    <form
      className="flex flex-col gap-3 px-5 pt-2 pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        setSent(true);
        if (chosen.kind !== "problem") onChosen(chosen);
      }}
    >
      <div className="flex">
        <Choice<ChoiceKind>
          label="Restore to"
          options={kinds}
          value={form.kind}
          onChange={(kind) => onChange({ ...form, kind })}
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
            value={form[field.name]}
            error={isSent ? problem : shown}
            hint={field.hint}
            onChange={(event) => onChange({ ...form, [field.name]: event.target.value })}
          />
        </div>
      )}
      <p role="status" className="min-h-5 text-muted">
        {chosen.kind === "revision" && form.kind !== "revision" && `Revision ${formatGrouped(chosen.revision)}`}
        {chosen.kind === "revision" && (
          <RevisionTimeText
            time={clock.timeOf(chosen.revision)}
            before={form.kind === "revision" ? "Written " : ", written "}
          />
        )}
        {chosen.kind === "problem" && newest !== undefined && `The newest revision is ${formatGrouped(newest)}.`}
      </p>
      <div className="text-sm text-muted">{hint}</div>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary">
          Compare with now
        </Button>
      </DialogFooter>
    </form>
  );
}
