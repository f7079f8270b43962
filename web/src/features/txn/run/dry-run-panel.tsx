import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { compareInt64, formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { RestlessCluster, type DryRun } from "@etcd-explorer/shared/txn/check/txn-dry-run";
import { ActButton } from "#/acts/act-button.tsx";
import { adviseFailure } from "#/lib/failure-advice.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import { Badge } from "#/ui/badge.tsx";
import { classNames } from "#/ui/class-names.ts";
import { describeRefusal, summarize } from "./dry-words.ts";

/** Whether an answer of this connection has told of a newer revision than the dry run was made at. */
export function useIsStale(connectionId: string, run: DryRun | undefined): boolean {
  const newest = useRequestLog(({ revisions }) => revisions[connectionId]);
  return run !== undefined && newest !== undefined && compareInt64(newest, run.revision) > 0;
}

interface DryRunPanelProps {
  readonly request: TxnRequest;
  readonly run: DryRun | undefined;
  readonly stale: boolean;
  readonly error: unknown;
}

/** What the dry run found, in words. */
export function DryRunPanel({ request, run, stale, error }: DryRunPanelProps) {
  if (run === undefined && error === null) return null;
  const isRefused = run !== undefined && describeRefusal(run) !== undefined;
  return (
    <section aria-label="Dry run" aria-live="polite" className="rounded-[10px] border border-line bg-panel p-3">
      {run === undefined ? (
        <>
          <p role="alert" className="text-bad">
            Dry run failed. {describeDryFailure(error)}
          </p>
          <p className="mt-1 text-muted">{adviseDryFailure(error)} Nothing was written.</p>
          <ActButton act="txn.dry-run" label="Dry-run again" className="mt-2" />
        </>
      ) : (
        <>
          <h2 className="flex items-center gap-2 font-semibold">
            Dry run at revision {formatGrouped(run.revision)}
            {stale && <Badge tone="warn">outdated</Badge>}
          </h2>
          <p className={classNames("mt-1", isRefused ? "text-bad" : "text-muted")}>
            {summarize(request, run)} Nothing was written.
          </p>
          <TouchedKeys run={run} />
          {(stale || isRefused) && <ActButton act="txn.dry-run" label="Dry-run again" className="mt-2" />}
        </>
      )}
    </section>
  );
}

function describeDryFailure(error: unknown): string {
  return error instanceof RestlessCluster ? error.message : describeFailure(failureOf(error));
}

function adviseDryFailure(error: unknown): string {
  return error instanceof RestlessCluster
    ? "Retry, or use at most 60 conditions: one call reads that many."
    : adviseFailure(failureOf(error));
}

/** The keys that reads and deletes of ranges would meet, as far as they were read. */
function TouchedKeys({ run }: { readonly run: DryRun }) {
  const ranges = [...run.touched.values()].filter(({ kvs }) => kvs.length > 1);
  if (ranges.length === 0) return null;
  return (
    <details className="mt-2 text-sm">
      <summary className="text-muted">Keys in ranges</summary>
      {ranges.map(({ kvs, count }) => (
        <p key={kvs.map(({ key }) => key.join(".")).join()} className="mt-1 font-mono break-all">
          {kvs.map(({ key }) => formatKey(key)).join("  ")}
          {BigInt(count) > BigInt(kvs.length) && (
            <span className="font-sans text-muted"> and {formatGrouped(Number(count) - kvs.length)} more</span>
          )}
        </p>
      ))}
    </details>
  );
}
