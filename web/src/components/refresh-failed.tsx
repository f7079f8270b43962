import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatMoment } from "@etcd-explorer/shared/model/time-text";
import type { UseQueryResult } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { Button } from "#/ui/button.tsx";

/** What is known of a reading that a screen shows. */
type ShownReading = Pick<UseQueryResult, "error" | "dataUpdatedAt" | "errorUpdatedAt">;

/**
 * What to say of data that could not be read again: why, and of when the data is. Undefined: the last reading succeeded.
 * What is shown stays on the screen, and without this it would pass for current.
 */
export function describeOldData({ error, dataUpdatedAt, errorUpdatedAt }: ShownReading): string | undefined {
  if (error === null) return undefined;
  const reason = describeFailure(failureOf(error));
  const why = `Could not refresh. ${reason.replace(/\.$/, "")}.`;
  return dataUpdatedAt === 0 ? why : `${why} Shown as of ${formatMoment(dataUpdatedAt, errorUpdatedAt, true)}.`;
}

interface RefreshFailedProps {
  readonly query: ShownReading & Pick<UseQueryResult, "isFetching">;
  readonly onRetry: () => void;
}

/** Above data that could not be read again, for as long as that is so. Where nothing is shown: screen-failure.tsx. */
export function RefreshFailed({ query, onRetry }: RefreshFailedProps) {
  const words = describeOldData(query);
  if (words === undefined) return null;
  return (
    <div
      role="status"
      aria-label="Refresh failed"
      className="flex shrink-0 items-center gap-2.5 border-b border-line bg-warn-bg px-5 py-1 text-warn"
    >
      <TriangleAlert className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 wrap-anywhere">{words}</span>
      <Button onClick={onRetry} aria-disabled={query.isFetching} className="h-6">
        Retry
      </Button>
    </div>
  );
}
