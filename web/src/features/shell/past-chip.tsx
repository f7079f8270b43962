import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatSpan } from "@etcd-explorer/shared/model/time-text";
import type { RevisionTime } from "@etcd-explorer/shared/read/clock/time-of";
import { History, X } from "lucide-react";
import { titleWithKeys } from "#/acts/act-words.ts";
import { runAct } from "#/acts/registry.ts";
import { useInferredTime } from "#/api/clock/use-revision-time.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { useNow } from "#/lib/use-now.ts";

/** In place of the newest revision: which one is viewed, and since when it is past. Leads to another one, or back. */
export function PastChip({ connection, revision }: { readonly connection: Connection; readonly revision: Revision }) {
  const time = useInferredTime(connection, revision);
  return (
    <span className="flex h-7 min-w-24 shrink items-center rounded-md border border-warn bg-warn-bg text-warn">
      <button
        type="button"
        title={titleWithKeys("past.view")}
        onClick={() => runAct("past.view")}
        className="flex h-full min-w-0 items-center gap-1.5 rounded-l-md pr-1 pl-2.5 hover:brightness-125"
      >
        <History className="size-3.5 shrink-0" />
        <span className="truncate">
          <span className="max-xl:sr-only">as of revision </span>
          <b className="font-semibold tabular-nums">{formatGrouped(revision)}</b>
          <RevisionTimeText time={time} before=" " className="max-xl:hidden" />
          <Ago time={time} />
        </span>
      </button>
      <button
        type="button"
        aria-label="Back to live"
        title={titleWithKeys("past.leave")}
        onClick={() => runAct("past.leave")}
        className="flex h-full items-center rounded-r-md px-1.5 hover:brightness-125"
      >
        <X className="size-3.5" />
      </button>
    </span>
  );
}

/** How long ago that was, where it is known; it counts minutes. */
function Ago({ time }: { readonly time: RevisionTime }) {
  const nowMs = performance.timeOrigin + useNow();
  if (time.kind === "unknown") return null;
  // Nobody reads the seconds of what is long past.
  const spanMs = Math.max(0, nowMs - time.ms);
  return <span className="max-xl:hidden">, {formatSpan(spanMs - (spanMs % 60_000) || spanMs)} ago</span>;
}
