import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex } from "@etcd-explorer/shared/model/int64";
import { emptyEntries, type TxnTemplate } from "@etcd-explorer/shared/txn/template/template";
import type { TxnDraft } from "@etcd-explorer/shared/txn/draft/draft";
import { showDraft } from "@etcd-explorer/shared/txn/draft/show-draft";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { adviseFailure } from "#/lib/failure-advice.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Field } from "#/ui/field.tsx";
import { fillFromCluster } from "./fill-from-cluster.ts";
import { LeaseList } from "#/components/lease/lease-list.tsx";
import { GrantHere } from "#/features/txn/rows/grant-here.tsx";
import { ValueInput } from "#/features/txn/rows/row-fields.tsx";

interface TemplateFormProps {
  readonly template: TxnTemplate;
  readonly onBack: () => void;
  readonly onFilled: (draft: TxnDraft) => void;
}

/** The entries of a template. They are read together with the cluster; what stands in the way is said at its field. */
export function TemplateForm({ template, onBack, onFilled }: TemplateFormProps) {
  const { etcd } = useConnected();
  const [entries, setEntries] = useState(emptyEntries);
  const form = useRef<HTMLFormElement>(null);
  const leaseField = useRef<HTMLDivElement>(null);
  const valueId = useId();
  const reading = useMutation({
    mutationFn: () => fillFromCluster(etcd, template, entries),
    onSuccess: ({ filled, says }) => {
      if (filled !== undefined && Object.keys(says).length === 0) onFilled(showDraft(filled));
    },
  });
  const answer = reading.data;
  const { filled, says = {} } = answer ?? {};
  useEffect(() => {
    if (answer?.filled === undefined) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [answer]);
  const change = (next: Partial<typeof entries>) => {
    setEntries({ ...entries, ...next });
    // What was found is about other entries.
    if (!reading.isIdle) reading.reset();
  };
  const { key, second, value, lease } = template.fields;
  /** The same sentence stops here, or only warns where the template could be filled in all the same. */
  const notes = (field: keyof typeof entries) => {
    const said = says[field];
    if (said === undefined) return { hint: template.fields[field]?.hint };
    return filled === undefined ? { error: said } : { hint: <span className="text-warn">{said}</span> };
  };
  const valueNotes = notes("value");

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut of its fields, which have the focus
    <form
      ref={form}
      aria-label={template.title}
      onKeyDown={(event) => {
        // In the value, which may have several lines, Enter alone begins another.
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        // What was doubted is filled in when it is asked for once more.
        if (filled !== undefined) onFilled(showDraft(filled));
        else reading.mutate();
      }}
    >
      <h2 className="text-lg font-semibold">{template.title}</h2>
      <p className="mt-1 text-muted">{template.purpose}</p>
      <div className="mt-4 flex flex-col gap-3">
        {key !== undefined && (
          <Field
            label={key.label}
            mono
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just picked the template that this belongs to
            autoFocus
            value={entries.key}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => change({ key: event.target.value })}
            {...notes("key")}
          />
        )}
        {second !== undefined && (
          <Field
            label={second.label}
            mono
            value={entries.second}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => change({ second: event.target.value })}
            {...notes("second")}
          />
        )}
        {value !== undefined && (
          <div className="flex flex-col gap-1">
            <span aria-hidden="true" className="text-sm text-muted">
              {value.label}
            </span>
            <div className="flex gap-1.5">
              <ValueInput
                formShown
                label={value.label}
                value={entries.value}
                invalid={valueNotes.error !== undefined}
                describedBy={valueId}
                onChange={(next) => change({ value: next })}
              />
            </div>
            <p id={valueId} className={valueNotes.error === undefined ? "text-sm text-muted" : "text-sm text-bad"}>
              {valueNotes.error ?? valueNotes.hint}
            </p>
          </div>
        )}
        {lease !== undefined && (
          <div ref={leaseField} className="flex flex-col gap-1.5">
            <Field
              label={`${lease.label} (ID in hex)`}
              mono
              value={entries.lease}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => change({ lease: event.target.value })}
              {...notes("lease")}
            />
            <LeaseList
              chosen={entries.lease}
              onChoose={(id) => {
                change({ lease: id });
                // Enter there goes on, wherever in a long list it was picked.
                leaseField.current?.querySelector("input")?.focus();
              }}
            />
            <GrantHere
              onGranted={(id) => {
                change({ lease: formatLeaseHex(id) });
                leaseField.current?.querySelector("input")?.focus();
              }}
            />
          </div>
        )}
      </div>
      <div aria-live="polite">
        {reading.isError && (
          <p className="mt-3 text-bad">
            Could not read keys. {describeFailure(failureOf(reading.error))}{" "}
            <span className="text-muted">{adviseFailure(failureOf(reading.error))}</span>
          </p>
        )}
        {filled !== undefined && Object.keys(says).length > 0 && (
          <p className="mt-3 text-muted">The template does not fit the current keys. You can fill it in anyway.</p>
        )}
      </div>
      <DialogFooter>
        <Button variant="ghost" className="mr-auto" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" variant="primary" busy={reading.isPending}>
          {filled === undefined ? "Fill in rows" : "Fill in anyway"}
        </Button>
      </DialogFooter>
    </form>
  );
}
