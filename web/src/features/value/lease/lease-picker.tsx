import { formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { useId } from "react";
import { LeaseList } from "#/components/lease/lease-list.tsx";
import { Field } from "#/ui/field.tsx";
import type { LeaseChoice } from "./lease-choice.ts";

interface LeasePickerProps {
  readonly choice: LeaseChoice;
  readonly onChange: (choice: LeaseChoice) => void;
  /** The lease that could be kept; undefined: there is none to keep. */
  readonly kept: LeaseId | undefined;
  readonly error: string | undefined;
  /** Takes the focus of a dialog that opens. */
  readonly beginsHere?: boolean;
}

const labels = { keep: "Keep", none: "No lease", existing: "Existing lease", new: "New lease" } as const;

/** Chooses a lease: the present one, none, one that exists, or a new one. */
export function LeasePicker({ choice, onChange, kept, error, beginsHere = false }: LeasePickerProps) {
  const name = useId();
  const kinds =
    kept === undefined ? (["none", "existing", "new"] as const) : (["keep", "existing", "new", "none"] as const);
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-sm text-muted">Lease</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {kinds.map((kind) => (
          <label key={kind} className="flex items-center gap-1.5">
            <input
              type="radio"
              name={name}
              checked={choice.kind === kind}
              // A dialog that begins with it begins at what is chosen.
              data-autofocus={beginsHere && choice.kind === kind}
              onChange={() => onChange({ ...choice, kind })}
              className="accent-accent"
            />
            {kind === "keep" && kept !== undefined ? (
              <span>
                Keep <span className="font-mono">{formatLeaseHex(kept)}</span>
              </span>
            ) : (
              labels[kind]
            )}
          </label>
        ))}
      </div>
      {choice.kind === "existing" && (
        <>
          <Field
            label="Lease ID (hex)"
            mono
            value={choice.idText}
            error={error}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onChange({ ...choice, idText: event.target.value })}
          />
          <LeaseList chosen={choice.idText} onChoose={(idText) => onChange({ ...choice, idText })} />
        </>
      )}
      {choice.kind === "new" && (
        <Field
          label="TTL (seconds)"
          value={choice.ttlText}
          error={error}
          inputMode="numeric"
          autoComplete="off"
          hint="No keep-alive: etcd deletes the key after this time."
          onChange={(event) => onChange({ ...choice, ttlText: event.target.value })}
        />
      )}
    </fieldset>
  );
}
