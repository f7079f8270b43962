import { formatLeaseHex } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { hasEnded, type LeaseTimeToLiveResponse } from "@etcd-explorer/shared/model/lease";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { QuestionDialog } from "#/components/question-dialog.tsx";
import { useFresh, type Fresh } from "#/components/use-fresh.ts";
import { formatTtl } from "#/lib/ttl.ts";
import type { LeasePlan } from "./lease-choice.ts";

interface ExpiryQuestionProps {
  readonly base: KeyValue;
  readonly plan: LeasePlan;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks once more before a key that lasts is put under a lease: etcd will delete it. */
export function ExpiryQuestion({ base, plan, busy, onClose, onConfirm }: ExpiryQuestionProps) {
  const { etcd } = useConnected();
  const lease = useFresh("lease", async (signal) =>
    plan.kind === "attach" ? etcd.leaseTimeToLive(plan.lease, { signal }) : undefined,
  );
  return (
    <QuestionDialog
      act="key.let-expire"
      title="Let this key expire?"
      label="Let this key expire"
      verb={plan.kind === "grant" ? "Grant and attach" : "Attach lease"}
      reading={lease.reading}
      refused={lease.fact !== undefined && hasEnded(lease.fact)}
      busy={busy}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <p className="max-h-32 shrink-0 overflow-auto rounded-md border border-line bg-bg px-3 py-2 font-mono break-all">
        {formatKey(base.key)}
      </p>
      <p role="status" className="text-warn">
        {describeExpiry(plan, lease)}
      </p>
      <p className="text-muted">The key has no lease now and does not expire.</p>
    </QuestionDialog>
  );
}

/** When etcd will delete a key that gets this lease. */
export function describeExpiry(
  plan: LeasePlan,
  { reading, fact }: Pick<Fresh<LeaseTimeToLiveResponse | undefined>, "reading" | "fact">,
): string {
  if (plan.kind === "grant") {
    return `etcd deletes the key after ${formatTtl(plan.request.ttlSeconds)} unless the lease is kept alive.`;
  }
  if (plan.kind === "keep") return "";
  const name = formatLeaseHex(plan.lease);
  if (reading) return `Loading lease ${name}…`;
  if (fact === undefined) return `etcd deletes the key when lease ${name} ends. Could not read the remaining time.`;
  if (hasEnded(fact)) return `Lease ${name} not found. It may have ended.`;
  return `etcd deletes the key when lease ${name} ends: ${formatTtl(fact.ttlSeconds)} left unless renewed.`;
}
