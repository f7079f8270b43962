import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { useId, useState, type ReactNode } from "react";
import { refuseNew, useAccess } from "#/api/access/access-query.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Field } from "#/ui/field.tsx";
import type { Chosen } from "./options-model.ts";
import type { BulkTarget } from "./bulk-target.ts";
import type { BulkKind } from "./bulk-words.ts";
import { readForm, replacedPrefix, startForm, type FormError, type OptionsForm } from "./options-model.ts";

interface BulkOptionsProps {
  readonly kind: BulkKind;
  readonly target: BulkTarget;
  /** What was chosen before one came back here. */
  readonly before: Chosen | undefined;
  readonly onPlan: (chosen: Chosen) => void;
  readonly onClose: () => void;
}

/** What a copy, a move or a lease needs to know before it can be planned. */
export function BulkOptions({ kind, target, before, onPlan, onClose }: BulkOptionsProps) {
  const [form, setForm] = useState(() => startForm(target, before));
  const access = useAccess();
  const [error, setError] = useState<FormError>();
  const set = (part: Partial<OptionsForm>) => setForm((now) => ({ ...now, ...part }));
  const messageOf = (field: FormError["field"]) => (error?.field === field ? error.message : undefined);
  return (
    <form
      className="flex flex-col gap-4 px-5 pt-2 pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        const chosen = readForm(kind, target, form);
        const to = "act" in chosen && "to" in chosen.act ? prefixRange(chosen.act.to) : undefined;
        const refused = to === undefined ? undefined : refuseNew(access, to);
        if ("field" in chosen) setError(chosen);
        else if (refused !== undefined) setError({ field: "to", message: refused });
        else onPlan(chosen);
      }}
    >
      {kind === "lease" ? (
        <LeaseChoice form={form} set={set} messageOf={messageOf} />
      ) : (
        <>
          <Field
            label={`New prefix, in place of ${formatKey(replacedPrefix(target)) || "the empty one"}`}
            mono
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this
            autoFocus
            spellCheck={false}
            autoComplete="off"
            value={form.to}
            error={messageOf("to")}
            hint="What follows it stays as it is. Any bytes: \xNN stands for one that cannot be typed"
            onFocus={(event) => event.target.select()}
            onChange={(event) => set({ to: event.target.value })}
          />
          <Choices
            legend="Where a target exists already"
            value={form.onExisting}
            onChange={(onExisting) => set({ onExisting })}
            choices={[
              { value: "stop", label: "Stop", note: "nothing is written if any target exists" },
              {
                value: "skip",
                label: "Skip",
                note: kind === "copy" ? "those keys are not copied" : "those keys stay where they are",
              },
              { value: "overwrite", label: "Overwrite", note: "as the plan saw it; undo brings it back" },
            ]}
          />
          <label className="flex items-center gap-2">
            <input
              type="checkbox"
              checked={form.keepLease}
              onChange={(event) => set({ keepLease: event.target.checked })}
            />
            Keep each key’s lease
          </label>
        </>
      )}
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary">
          Make a plan
        </Button>
      </DialogFooter>
    </form>
  );
}

interface LeaseChoiceProps {
  readonly form: OptionsForm;
  readonly set: (part: Partial<OptionsForm>) => void;
  readonly messageOf: (field: FormError["field"]) => string | undefined;
}

function LeaseChoice({ form, set, messageOf }: LeaseChoiceProps) {
  return (
    <>
      <Choices
        legend="The lease that all of them get"
        value={form.leaseKind}
        onChange={(leaseKind) => set({ leaseKind })}
        choices={[
          { value: "new", label: "A new one", note: "granted when it begins; the keys end with it" },
          { value: "existing", label: "An existing one", note: "by its ID" },
          { value: "none", label: "None", note: "the keys no longer end by themselves" },
        ]}
      />
      {form.leaseKind === "new" && (
        <Field
          label="Seconds to live"
          inputMode="numeric"
          className="max-w-60"
          value={form.ttlSeconds}
          error={messageOf("ttlSeconds")}
          hint="Nobody renews it unless you do"
          onChange={(event) => set({ ttlSeconds: event.target.value })}
        />
      )}
      {form.leaseKind === "existing" && (
        <Field
          label="Lease ID in hex"
          mono
          className="max-w-60"
          value={form.leaseId}
          error={messageOf("leaseId")}
          spellCheck={false}
          onChange={(event) => set({ leaseId: event.target.value })}
        />
      )}
    </>
  );
}

interface ChoicesProps<Value extends string> {
  readonly legend: ReactNode;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly note: string }[];
  readonly onChange: (value: Value) => void;
}

function Choices<Value extends string>({ legend, value, choices, onChange }: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-sm text-muted">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="flex items-center gap-2">
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          {choice.label} <span className="text-muted">{choice.note}</span>
        </label>
      ))}
    </fieldset>
  );
}
