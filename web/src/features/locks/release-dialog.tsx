import { useMutation } from "@tanstack/react-query";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { hasEnded } from "@etcd-explorer/shared/model/lease";
import { releaseTxn, type Contender } from "@etcd-explorer/shared/model/locks";
import { WriteAlert } from "#/components/write-alert.tsx";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { QuestionDialog } from "#/components/question-dialog.tsx";
import { useFresh, type Fresh } from "#/components/use-fresh.ts";
import { formatTtl } from "#/lib/ttl.ts";
import { notifyDone } from "#/stores/done-notice.ts";
import { notify } from "#/stores/notices.ts";
import { recordWritten } from "#/stores/write-history.ts";

interface ReleaseDialogProps {
  readonly contender: Contender;
  /** Whether it holds the lock or leads the election; else it waits. */
  readonly holds: boolean;
  /** How many wait in the queue. */
  readonly waiting: number;
  readonly onClose: () => void;
  readonly onReleased: () => void;
}

/** Takes a lock from whoever holds it, or a place in the queue. */
export function ReleaseDialog({ contender, holds, waiting, onClose, onReleased }: ReleaseDialogProps) {
  const { connection, etcd } = useConnected();
  const { kv, lease } = contender;
  const words = releaseWords(holds, waiting);
  const held = useFresh("contender", async (signal): Promise<HeldLock> => {
    const { kvs } = await etcd.range({ key: kv.key }, signal);
    if (kvs[0]?.createRevision !== kv.createRevision) return { still: false };
    const left = await etcd.leaseTimeToLive(lease, { signal });
    return { still: !hasEnded(left), leftSeconds: left.ttlSeconds, grantedSeconds: left.grantedTtlSeconds };
  });
  const release = useMutation({
    mutationFn: () => etcd.txn(releaseTxn(contender)),
    onSuccess: ({ succeeded }) => {
      const request = { kind: "txn", request: releaseTxn(contender) } as const;
      if (succeeded) {
        const label = `Released ${formatKey(contender.kv.key)}`;
        recordWritten(connection, { label, writes: [], blocked: words.blocked });
        notifyDone(label, { request, target: equivalentTarget(connection) });
      } else notify("Nothing was changed: the key was already deleted or replaced", "bad");
      onReleased();
    },
  });
  return (
    <QuestionDialog
      act="lock.release"
      title={words.title}
      label={words.verb}
      verb={words.verb}
      reading={held.reading}
      refused={held.fact?.still === false}
      busy={release.isPending}
      alert={
        release.isError && (
          <WriteAlert
            error={release.error}
            failed="Could not release the lock"
            look="Refresh the locks to see"
            onLeave={onClose}
          />
        )
      }
      onClose={onClose}
      onConfirm={() => release.mutate()}
    >
      <p className="font-mono break-all">{formatKey(kv.key)}</p>
      <p role="status">{describeHeldLock(held)}</p>
      <p className="text-muted">Deletes this key unless it was replaced meanwhile. {words.effect}</p>
    </QuestionDialog>
  );
}

/** What a release means for the holder and for who waits: those who wait hold nothing that could pass on. */
export function releaseWords(holds: boolean, waiting: number): Record<"title" | "verb" | "effect" | "blocked", string> {
  if (!holds) {
    return {
      title: "Remove this client from the queue?",
      verb: "Remove from queue",
      effect: "The lock does not change hands. The waiting client is not notified and may keep waiting.",
      blocked: "A place in the queue cannot be restored.",
    };
  }
  const next =
    waiting > 0 ? "The next client in the queue gets the lock immediately." : "No client is waiting for the lock.";
  return {
    title: "Release this lock?",
    verb: "Release lock",
    effect: `${next} The current holder is not notified and may keep working. Release it only if the holder is gone.`,
    blocked:
      waiting > 0 ? "The next client in the queue may hold the lock now." : "A lock cannot be returned to its holder.",
  };
}

/** Whether the contender is still there, and how long its lease still runs. */
interface HeldLock {
  readonly still: boolean;
  readonly leftSeconds?: bigint;
  readonly grantedSeconds?: bigint;
}

export function describeHeldLock({ reading, fact }: Fresh<HeldLock>): string {
  if (reading) return "Checking the holder's lease…";
  if (fact === undefined) return "Could not read the lease: the holder may still be alive.";
  if (!fact.still) return "Already released";
  const { leftSeconds = 0n, grantedSeconds = 0n } = fact;
  return `The lease is alive: ${formatTtl(leftSeconds)} of ${formatTtl(grantedSeconds)} left. A live holder renews it.`;
}
