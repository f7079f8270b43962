import type { LeaseId } from "@etcd-explorer/shared/model/int64";
import { useId, useState } from "react";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { parseTtl, ttlProblem } from "#/lib/ttl.ts";
import { Button } from "#/ui/button.tsx";
import { inputLook } from "#/ui/field.tsx";
import { GrantAlert } from "./grant-alert.tsx";
import { useGrantLease } from "./use-grant-lease.ts";

interface GrantLeaseProps {
  readonly onGranted: (id: LeaseId) => void;
}

/** A TTL and a button: a lease is granted where its ID is needed. Not a form, since it stands within one. */
export function GrantLease({ onGranted }: GrantLeaseProps) {
  const readOnly = useReadOnly();
  const [ttl, setTtl] = useState("60");
  const [refused, setRefused] = useState(false);
  const id = useId();
  const grant = useGrantLease(onGranted);
  const start = () => {
    const ttlSeconds = parseTtl(ttl);
    setRefused(ttlSeconds === undefined);
    if (ttlSeconds !== undefined && readOnly === undefined && !grant.isPending) grant.mutate({ ttlSeconds });
  };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-1.5">
        <label htmlFor={id} className="text-sm text-muted">
          New lease, TTL in seconds
        </label>
        <input
          id={id}
          inputMode="numeric"
          value={ttl}
          aria-invalid={refused}
          aria-describedby={refused ? `${id}-note` : undefined}
          onChange={(event) => {
            setTtl(event.target.value);
            setRefused(false);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
            // Enter in a form would send the form.
            event.preventDefault();
            start();
          }}
          className={`${inputLook} w-20! font-mono`}
        />
        <Button busy={grant.isPending} disabled={readOnly !== undefined} title={readOnly} onClick={start}>
          Grant lease
        </Button>
      </div>
      {refused && (
        <p id={`${id}-note`} role="alert" className="text-sm text-bad">
          {ttlProblem}
        </p>
      )}
      {grant.isError && <GrantAlert error={grant.error} />}
    </div>
  );
}
