import { skipToken, useQuery } from "@tanstack/react-query";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { History } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useInferredTime } from "#/api/clock/use-revision-time.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { describeAbsence } from "#/lib/absent-revision.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import type { Screen } from "./screens.ts";

interface PastBannerProps {
  readonly connection: Connection | undefined;
  readonly screen: Screen;
  readonly revision: Revision;
}

/** What is live on a screen of which etcd keeps no past. */
const alwaysLive: Readonly<Partial<Record<Screen, string>>> = {
  watch: "Watches show what happens now.",
  txn: "Transactions use live data and cannot be committed now.",
  cluster: "Cluster data is live: etcd keeps no history of it.",
  leases: "Leases are current: etcd keeps no history of them.",
  access: "Users and roles are current: etcd keeps no history of them.",
  compare: "Each side has a revision of its own.",
  console: "The console uses live data. Add --rev to read an older revision.",
};

/** Says, below the top bar of every screen, that a revision is viewed, and leads back. */
export function PastBanner({ connection, screen, revision }: PastBannerProps) {
  const connectionId = connection?.id ?? "";
  const newest = useRequestLog(({ revisions }) => revisions[connectionId]);
  // A screen that could not be read has asked for it (components/past-failure.tsx).
  const oldest = useQuery<Revision | null>({ queryKey: etcdCache.oldest(connectionId, revision), queryFn: skipToken });
  const absence = describeAbsence(revision, newest, oldest.data);
  return (
    <section
      aria-label="Viewed revision"
      className="flex shrink-0 items-center gap-2.5 border-b border-warn bg-warn-bg py-1.5 pr-4 pl-[63px] text-warn max-md:pr-2 max-md:pl-3"
    >
      <History className="size-4 shrink-0" />
      <p role="status" className="min-w-0 flex-1 truncate max-md:whitespace-normal">
        {absence === undefined ? (
          <>
            Viewing revision <b className="font-semibold">{formatGrouped(revision)}</b> (read-only).
            {connection !== undefined && <WrittenAt connection={connection} revision={revision} />}
          </>
        ) : (
          `${absence} Read-only.`
        )}{" "}
        {alwaysLive[screen]}
      </p>
      <ActButton act="past.leave" />
    </section>
  );
}

interface WrittenAtProps {
  readonly connection: Connection;
  readonly revision: Revision;
}

function WrittenAt({ connection, revision }: WrittenAtProps) {
  return <RevisionTimeText time={useInferredTime(connection, revision)} before=" Written " after="." />;
}
