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
      title="Let etcd delete this key?"
      label="Let etcd delete this key"
      verb={plan.kind === "grant" ? "Grant and attach" : "Attach this lease"}
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
      <p className="text-muted">It has no lease now and stays until somebody deletes it.</p>
    </QuestionDialog>
  );
}

/** When etcd will delete a key that gets this lease. */
export function describeExpiry(
  plan: LeasePlan,
  { reading, fact }: Pick<Fresh<LeaseTimeToLiveResponse | undefined>, "reading" | "fact">,
): string {
  if (plan.kind === "grant") {
    return `etcd deletes it after ${formatTtl(plan.request.ttlSeconds)}, unless something keeps the lease alive.`;
  }
  if (plan.kind === "keep") return "";
  const name = formatLeaseHex(plan.lease);
  if (reading) return `Reading lease ${name}…`;
  if (fact === undefined)
    return `etcd deletes it when lease ${name} ends. Not known when: the lease could not be read.`;
  if (hasEnded(fact)) return `There is no lease ${name}. It may have ended.`;
  return `etcd deletes it when lease ${name} ends: ${formatTtl(fact.ttlSeconds)} left, unless something renews it.`;
}
