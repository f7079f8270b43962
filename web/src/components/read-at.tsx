import { formatMoment } from "@etcd-explorer/shared/model/time-text";
import type { UseQueryResult } from "@tanstack/react-query";
import { useNow } from "#/lib/use-now.ts";

interface ReadAtProps {
  readonly query: Pick<UseQueryResult, "dataUpdatedAt" | "isError">;
  /** What etcd has no watch for. */
  readonly what: string;
}

/** Of when that is which no watch keeps current. Where a refresh failed: refresh-failed.tsx. */
export function ReadAt({ query: { dataUpdatedAt, isError }, what }: ReadAtProps) {
  const nowMs = performance.timeOrigin + useNow();
  if (dataUpdatedAt === 0 || isError) return null;
  return (
    <span className="text-muted" title={`etcd has no watch for ${what}. Refresh to see changes.`}>
      Not live · read at {formatMoment(dataUpdatedAt, nowMs, true)}
    </span>
  );
}
