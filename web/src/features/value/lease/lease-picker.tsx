import { useQuery } from "@tanstack/react-query";
import { failureOf, describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { useId } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { classNames } from "#/ui/class-names.ts";
import { Field } from "#/ui/field.tsx";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";
import type { LeaseChoice } from "./lease-choice.ts";
import { Countdown } from "./lease-fact.tsx";
import { leasesQuery } from "#/api/lease/lease-query.ts";
import { useLeaseLeft } from "#/api/lease/use-lease-left.ts";

interface LeasePickerProps {
  readonly choice: LeaseChoice;
  readonly onChange: (choice: LeaseChoice) => void;
  /** The lease that could be kept; undefined: there is none to keep. */
  readonly kept: LeaseId | undefined;
  readonly error: string | undefined;
  /** Takes the focus of a dialog that opens. */
  readonly beginsHere?: boolean;
}

const labels = { keep: "Keep", none: "None", existing: "An existing lease", new: "A new lease" } as const;

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
            label="Lease ID in hex"
            mono
            value={choice.idText}
            error={error}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onChange({ ...choice, idText: event.target.value })}
          />
          <LeaseList chosen={choice.idText} onChoose={(id) => onChange({ ...choice, idText: formatLeaseHex(id) })} />
        </>
      )}
      {choice.kind === "new" && (
        <Field
          label="Seconds to live"
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

const rowHeight = 26;
const rowsShown = 5;

function LeaseList({ chosen, onChoose }: { chosen: string; onChoose: (id: LeaseId) => void }) {
  const query = useQuery(leasesQuery(useConnected()));
  if (query.isPending) return <div aria-busy="true" aria-label="Reading the leases" className="skeleton h-5 w-60" />;
  if (query.isError) return <p className="text-sm text-bad">{describeFailure(failureOf(query.error))}</p>;
  const ids = query.data;
  if (ids.length === 0) return <p className="text-sm text-muted">There are no leases on this etcd.</p>;
  return (
    <VirtualRows
      role="group"
      aria-label="Leases"
      className="overflow-auto rounded-md border border-line bg-bg"
      style={{ height: Math.min(ids.length, rowsShown) * rowHeight + 2 }}
      count={ids.length}
      rowHeight={rowHeight}
      fitsWidth
      renderRow={(index) => {
        const id = ids[index];
        if (id === undefined) return null;
        return <LeaseRow id={id} chosen={formatLeaseHex(id) === chosen} onChoose={onChoose} />;
      }}
    />
  );
}

/** The time left is asked for those rows alone that are in sight. */
function LeaseRow({ id, chosen, onChoose }: { id: LeaseId; chosen: boolean; onChoose: (id: LeaseId) => void }) {
  const { left } = useLeaseLeft(id);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      title={`decimal ${id}`}
      onClick={() => onChoose(id)}
      className={classNames("flex h-full w-full items-center gap-3 px-2.5 hover:bg-raised", chosen && "bg-accent-bg")}
    >
      <span className="font-mono">{formatLeaseHex(id)}</span>
      <span className="flex-1" />
      {left !== undefined && <Countdown left={left} />}
    </button>
  );
}
