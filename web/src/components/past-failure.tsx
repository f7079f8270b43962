import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { History } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { useRevisionClock } from "#/api/clock/use-revision-time.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { oldestQuery } from "#/api/past/oldest-query.ts";
import { RevisionTimeText } from "./revision-time.tsx";
import { useRequestLog } from "#/stores/request-log.ts";
import { Button } from "#/ui/button.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";

interface PastFailureProps {
  readonly kind: "compacted" | "future-revision";
  /** The revision that is viewed. */
  readonly revision: Revision;
}

/** In place of a screen of a revision that etcd does not have: whether it is gone or yet to come, and where one can go. */
export function PastFailure({ kind, revision }: PastFailureProps) {
  const connected = useConnected();
  const clock = useRevisionClock();
  const navigate = useNavigate();
  const isGone = kind === "compacted";
  const oldest = useQuery({ ...oldestQuery(connected), enabled: isGone });
  const newest = useRequestLog(({ revisions }) => revisions[connected.connection.id]);
  const known = isGone ? (oldest.data ?? undefined) : newest;
  const view = (at: Revision) => void navigate({ to: ".", search: (before) => ({ ...before, at }) });
  const title = isGone ? "has been compacted" : "does not exist yet";
  return (
    <StatePanel
      tone="warn"
      icon={<History />}
      title={`Revision ${formatGrouped(revision)} ${title}`}
      actions={
        <>
          <ActButton act="past.leave" variant="primary" />
          {known !== undefined && (
            <Button onClick={() => view(known)}>
              View {isGone ? "oldest" : "newest"}: {formatGrouped(known)}
            </Button>
          )}
        </>
      }
    >
      <p role="alert" className="text-text">
        {isGone
          ? "etcd discarded this revision. It cannot be recovered."
          : "The cluster has not reached this revision yet."}
      </p>
      <p className="mt-1">
        {known !== undefined ? (
          <>
            {isGone ? "Oldest available revision" : "Newest known revision"}: {formatGrouped(known)}
            <RevisionTimeText time={clock.timeOf(known)} before=" (" after=")" />
          </>
        ) : isGone && oldest.isPending ? (
          "Reading the oldest available revision…"
        ) : (
          "Go back to live, or view another revision."
        )}
      </p>
    </StatePanel>
  );
}
