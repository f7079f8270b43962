import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { useId, useState, type ReactNode } from "react";
import { refuseNew, useAccess } from "#/api/access/access-query.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Field } from "#/ui/field.tsx";
import type { Chosen } from "./options-model.ts";
import type { BulkTarget } from "#/components/bulk/bulk-target.ts";
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
            label={`New prefix (replaces ${formatKey(replacedPrefix(target)) || "the empty prefix"})`}
            mono
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this
            autoFocus
            spellCheck={false}
            autoComplete="off"
            value={form.to}
            error={messageOf("to")}
            hint="The rest of each key stays. Use \xNN for bytes you can't type."
            onFocus={(event) => event.target.select()}
            onChange={(event) => set({ to: event.target.value })}
          />
          <Choices
            legend="If a target already exists"
            value={form.onExisting}
            onChange={(onExisting) => set({ onExisting })}
            choices={[
              { value: "stop", label: "Stop", note: "write nothing if any target exists" },
              {
                value: "skip",
                label: "Skip",
                note: kind === "copy" ? "do not copy those keys" : "do not move those keys",
              },
              { value: "overwrite", label: "Overwrite", note: "replace targets unchanged since the plan" },
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
          Create plan
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
        legend="Lease for all keys"
        value={form.leaseKind}
        onChange={(leaseKind) => set({ leaseKind })}
        choices={[
          { value: "new", label: "New lease", note: "granted at the start; the keys are deleted when it expires" },
          { value: "existing", label: "Existing lease", note: "by ID" },
          { value: "none", label: "No lease", note: "the keys no longer expire" },
        ]}
      />
      {form.leaseKind === "new" && (
        <Field
          label="TTL (seconds)"
          inputMode="numeric"
          className="max-w-60"
          value={form.ttlSeconds}
          error={messageOf("ttlSeconds")}
          hint="Not renewed automatically"
          onChange={(event) => set({ ttlSeconds: event.target.value })}
        />
      )}
      {form.leaseKind === "existing" && (
        <Field
          label="Lease ID (hex)"
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
