import type { BulkReport } from "@etcd-explorer/shared/write/bulk/bulk-report";
import type { BulkJob } from "#/stores/bulk-job.ts";

/** Keys of which it is known what became of them. */
export function settledCount({ done, changed, refused, skipped, equal }: BulkReport): number {
  return done + changed + refused + skipped + equal;
}

/** How far a job is. */
export function ProgressBar({ job: { report, words } }: { readonly job: BulkJob }) {
  const settled = settledCount(report);
  const share = report.total === 0 ? 1 : settled / report.total;
  return (
    <div
      role="progressbar"
      aria-label={words.doing}
      aria-valuemin={0}
      aria-valuemax={report.total}
      aria-valuenow={settled}
      className="h-1.5 w-full shrink-0 overflow-hidden rounded bg-line"
    >
      <div className="h-full bg-accent" style={{ width: `${share * 100}%` }} />
    </div>
  );
}
