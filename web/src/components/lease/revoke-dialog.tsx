import { useMutation } from "@tanstack/react-query";
import { compareBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped, formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { hasEnded, type LeaseTimeToLiveResponse } from "@etcd-explorer/shared/model/lease";
import type { WriteAct } from "#/acts/questions.ts";
import { WriteAlert } from "#/components/write-alert.tsx";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { QuestionDialog } from "#/components/question-dialog.tsx";
import { useFresh, type Fresh } from "#/components/use-fresh.ts";
import { formatCount, formatKeyCount } from "#/lib/format.ts";
import { ShortList } from "#/ui/list/short-list.tsx";
import { notifyDone } from "#/stores/done-notice.ts";
import { keepLease, releaseLease, useKeptLease } from "#/stores/kept-leases.ts";
import { recordWritten } from "#/stores/write-history.ts";

interface RevokeDialogProps {
  readonly id: LeaseId;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

/** What dies with a lease, read when the dialog opens: whoever revokes decides by it. */
export function RevokeDialog({ id, onClose, onRevoked }: RevokeDialogProps) {
  const { connection, etcd } = useConnected();
  const kept = useKeptLease(connection.id, id) !== undefined;
  const lease = useFresh("lease", (signal) => etcd.leaseTimeToLive(id, { keys: true, signal }));
  const revoke = useMutation({
    mutationFn: async () => {
      // This page must not complain that a lease which it revokes can no longer be kept alive.
      releaseLease(connection.id, id);
      try {
        await etcd.leaseRevoke(id);
      } catch (error) {
        if (kept) keepLease(connection.id, id, () => etcd.leaseKeepAlive(id));
        throw error;
      }
    },
    onSuccess: () => {
      const done = { request: { kind: "lease-revoke", id }, target: equivalentTarget(connection) } as const;
      const label = `Revoked lease ${formatLeaseHex(id)}`;
      const blocked = "A revoked lease and its keys cannot be restored.";
      recordWritten(connection, { label, writes: [], blocked, lease: { id, change: "revoked" } });
      notifyDone(`Revoked lease ${formatLeaseHex(id)}`, done);
      onRevoked();
    },
  });
  const stated = describeRevoke(lease);
  return (
    <QuestionDialog
      act={stated.act}
      title={`Revoke lease ${formatLeaseHex(id)}?`}
      label="Revoke lease"
      verb={stated.verb}
      reading={lease.reading}
      refused={stated.ended}
      busy={revoke.isPending}
      alert={
        revoke.isError && (
          <WriteAlert
            error={revoke.error}
            failed="Could not revoke the lease"
            look="Refresh the leases to see"
            onLeave={onClose}
          />
        )
      }
      onClose={onClose}
      onConfirm={() => revoke.mutate()}
    >
      <p role="status">{stated.statement}</p>
      {stated.keys.length > 0 && (
        <ShortList
          label="Keys to delete"
          items={stated.keys}
          renderItem={(key) => (
            <li key={formatKey(key)} className="font-mono break-all">
              {formatKey(key)}
            </li>
          )}
        />
      )}
    </QuestionDialog>
  );
}

interface Stated {
  readonly act: WriteAct;
  readonly statement: string;
  readonly verb: string;
  readonly keys: readonly Key[];
  /** There is nothing left to revoke. */
  readonly ended: boolean;
}

/** What revoking a lease takes away, by what was read; where nothing could be read, nothing is promised. */
export function describeRevoke({
  reading,
  fact,
  failure,
}: Fresh<Pick<LeaseTimeToLiveResponse, "keys" | "ttlSeconds">>): Stated {
  const nothing = { act: "lease.revoke-empty", verb: "Revoke lease", keys: [], ended: false } as const;
  if (reading) return { ...nothing, statement: "Loading attached keys…" };
  if (fact === undefined) {
    const why = failure === undefined ? "" : ` ${describeFailure(failure)}.`;
    const statement = `Could not read the attached keys.${why} Revoking deletes all attached keys.`;
    return { ...nothing, act: "lease.revoke", verb: "Revoke and delete its keys", statement };
  }
  if (hasEnded(fact))
    return { ...nothing, ended: true, statement: "This lease has already ended and its keys were deleted." };
  // etcd tells them in no order.
  const keys = fact.keys.toSorted(compareBytes);
  if (keys.length === 0) return { ...nothing, statement: "No keys are attached." };
  const count = formatKeyCount(keys.length);
  const verb = `Revoke and delete ${count}`;
  return {
    act: "lease.revoke",
    verb,
    statement: `${formatCount(formatGrouped(keys.length), "attached key is", "attached keys are")} deleted:`,
    keys,
    ended: false,
  };
}
