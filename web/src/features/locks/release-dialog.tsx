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
        notifyDone("Released", { request, target: equivalentTarget(connection) });
      } else notify("Nothing was changed: this contender no longer holds the lock", "bad");
      onReleased();
    },
  });
  return (
    <QuestionDialog
      act="lock.release"
      title={words.title}
      label="Release"
      verb="Release"
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
      <p className="text-muted">The key is deleted only if it is still the one shown here. {words.effect}</p>
    </QuestionDialog>
  );
}

/** What a release means for the holder and for who waits: those who wait hold nothing that could pass on. */
export function releaseWords(holds: boolean, waiting: number): Record<"title" | "effect" | "blocked", string> {
  if (!holds) {
    return {
      title: "Remove this one from the queue?",
      effect:
        "It only waits: nobody else gets the lock by this. Who waits is not told, and may wait on without a place.",
      blocked: "It only waited. A place in the queue cannot be given back.",
    };
  }
  const next = waiting > 0 ? "The next in the queue gets the lock at once." : "Nobody waits for the lock.";
  return {
    title: "Release this lock?",
    effect: `${next} The present holder is not told and may go on working. Release only when you know that it is gone.`,
    blocked: waiting > 0 ? "The next in the queue has the lock by now." : "A lock cannot be given back to its holder.",
  };
}

/** Whether the contender is still there, and how long its lease still runs. */
interface HeldLock {
  readonly still: boolean;
  readonly leftSeconds?: bigint;
  readonly grantedSeconds?: bigint;
}

export function describeHeldLock({ reading, fact }: Fresh<HeldLock>): string {
  if (reading) return "Reading whether it is still held…";
  if (fact === undefined) return "Not known whether its holder is alive: the lease could not be read.";
  if (!fact.still) return "It is no longer held: there is nothing to release.";
  const { leftSeconds = 0n, grantedSeconds = 0n } = fact;
  return `Its lease is alive: ${formatTtl(leftSeconds)} left of ${formatTtl(grantedSeconds)}. A live holder renews it.`;
}
