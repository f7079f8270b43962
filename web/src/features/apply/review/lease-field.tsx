import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { LeasePolicy } from "@etcd-explorer/shared/write/apply/apply-plan";
import { formatCount } from "#/lib/format.ts";
import { parseTtl, ttlProblem } from "#/lib/ttl.ts";
import { Field } from "#/ui/field.tsx";
import { LabelledChoice } from "#/ui/labelled-choice.tsx";

export interface LeaseForm {
  readonly kind: LeasePolicy["kind"];
  readonly ttlSeconds: string;
}

/** As it begins. A lease of another cluster is none of this one, whatever its ID. */
export function startLeases(isSameCluster: boolean): LeaseForm {
  return { kind: isSameCluster ? "keep" : "none", ttlSeconds: "3600" };
}

/** What the form says; undefined: its TTL is none. */
export function readLeases({ kind, ttlSeconds }: LeaseForm): LeasePolicy | undefined {
  if (kind !== "new") return { kind };
  const seconds = parseTtl(ttlSeconds);
  return seconds === undefined ? undefined : { kind, ttlSeconds: seconds };
}

/** What can be chosen: a lease of another cluster that has the same ID is another one, and would end the keys with it. */
export function leaseKinds(isSameCluster: boolean): readonly LeasePolicy["kind"][] {
  return isSameCluster ? ["keep", "none", "new"] : ["none", "new"];
}

const words: Readonly<Record<LeasePolicy["kind"], string>> = {
  keep: "keep where the lease still exists",
  none: "no lease",
  new: "one new lease",
};

interface LeaseFieldProps {
  readonly form: LeaseForm;
  readonly isSameCluster: boolean;
  /** Keys that have a lease, and those of which it is not known before they are written. */
  readonly leased: Readonly<Record<"known" | "unknown", number>>;
  /** Keys whose lease has ended; undefined: not known yet. Not `isWhole`: there may be more. */
  readonly ended: { readonly keys: number; readonly isWhole: boolean } | undefined;
  readonly onChange: (form: LeaseForm) => void;
}

/** `12 keys with a lease:`, and where more may have one `At least 12 keys with a lease:`. */
export function leasedWords({ known, unknown }: LeaseFieldProps["leased"]): string {
  if (known === 0) return "Keys with a lease:";
  const counted = `${formatCount(formatGrouped(known), "key", "keys")} with a lease:`;
  return unknown === 0 ? counted : `At least ${counted}`;
}

/** Under which lease keys are put whose source has one. */
export function LeaseField({ form, isSameCluster, leased, ended, onChange }: LeaseFieldProps) {
  const isWrong = readLeases(form) === undefined;
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="flex h-7 items-center">
        <LabelledChoice
          label={leasedWords(leased)}
          options={leaseKinds(isSameCluster)}
          chosen={form.kind}
          words={(kind) => words[kind]}
          onChoose={(kind) => onChange({ ...form, kind })}
        />
      </div>
      {form.kind === "new" && (
        <Field
          label={<span className="sr-only">TTL (seconds)</span>}
          inputMode="numeric"
          className="-mt-1 w-64"
          value={form.ttlSeconds}
          error={isWrong ? ttlProblem : undefined}
          hint="Seconds. Not renewed automatically."
          onChange={(event) => onChange({ ...form, ttlSeconds: event.target.value })}
        />
      )}
      {leased.unknown > 0 && (
        <p className="flex h-7 items-center text-sm text-muted">
          Leases of {formatCount(formatGrouped(leased.unknown), "more key", "more keys")} are read when written.
        </p>
      )}
      {form.kind === "keep" && ended !== undefined && ended.keys > 0 && (
        <p className="flex h-7 items-center text-sm text-warn">
          The lease of {ended.isWhole ? "" : "at least "}
          {formatCount(formatGrouped(ended.keys), "key", "keys")} has ended: put without one.
        </p>
      )}
    </div>
  );
}
