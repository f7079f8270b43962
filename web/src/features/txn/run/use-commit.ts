import { useMutation, useQueryClient } from "@tanstack/react-query";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped, zeroRevision } from "@etcd-explorer/shared/model/int64";
import { doneWrite, hasWritten, withPrevious } from "@etcd-explorer/shared/write/undo/txn-done";
import { newRowId } from "@etcd-explorer/shared/txn/draft/draft";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { dryRun, type DryRunCall } from "@etcd-explorer/shared/txn/check/txn-dry-run";
import { leasesWritten } from "@etcd-explorer/shared/txn/check/txn-leases";
import { wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import { leaseTurns } from "#/api/lease/lease-query.ts";
import { refreshAfterWrites } from "#/api/keys/refresh-after-write.ts";
import { forgetGranted } from "#/features/txn/builder/granted-here.ts";
import { notify } from "#/stores/notices.ts";
import { rememberTxn, type CommittedTxn } from "#/stores/txn-history.ts";
import { notKnown, recordWritten } from "#/stores/write-history.ts";
import { notifyWriteFailure, notifyWritten } from "#/components/write-notice.ts";
import type { Committed } from "./results-view.tsx";
import type { Builder } from "#/features/txn/builder/use-builder.ts";

/** Running the transaction dry, and committing it. */
export function useCommit({ connection, etcd, model, draft, title, refreshLeases }: Builder) {
  const queryClient = useQueryClient();
  const calls: DryRunCall = {
    txn: (request, signal) => etcd.txn(request, signal),
    leaseTimeToLive: async (id, options) => {
      await leaseTurns.take(options.signal);
      return etcd.leaseTimeToLive(id, options);
    },
  };
  const dry = useMutation({
    // The request is kept beside what was found: after an edit the two no longer belong together.
    mutationFn: async (request: TxnRequest) => {
      const run = await dryRun(calls, request);
      // The rows tell of it too: the list of leases is older than what was just found.
      if (run.missingLeases.length > 0) refreshLeases();
      return { request, run };
    },
  });
  const remember = (outcome: Pick<CommittedTxn, "succeeded" | "revision" | "onlyRead">) =>
    rememberTxn({ id: newRowId(), connectionId: connection.id, title, at: Date.now(), draft, ...outcome });
  const commit = useMutation({
    mutationFn: async (): Promise<Committed> => {
      const request = withPrevious(model.request);
      const start = performance.now();
      const response = await etcd.txn(request);
      const durationMs = performance.now() - start;
      const done = doneWrite(request, response);
      const revision = response.header?.revision ?? zeroRevision;
      const succeeded = response.succeeded;
      const written = hasWritten(response);
      remember({ succeeded, revision, ...(!written && { onlyRead: true }) });
      const ran = `${succeeded ? "THEN" : "ELSE"} ran`;
      const label = title === "" ? `Committed: ${ran}` : `Committed “${title}”: ${ran}`;
      const notice = `Committed at revision ${formatGrouped(revision)}: ${ran}`;
      if (!written) notify(`${ran}. Nothing was written. Read at revision ${formatGrouped(revision)}`);
      else if (done !== undefined) notifyWritten(connection, { label, writes: [done], notice });
      else {
        const blocked = "It deleted a range without returning the previous values.";
        notifyWritten(connection, { label, writes: [], blocked, notice });
      }
      dry.reset();
      forgetGranted(connection.id, leasesWritten(request, response));
      await refreshAfterWrites(queryClient, connection.id);
      return { request: model.request, response, durationMs, undoable: done !== undefined };
    },
    onError: (error) => {
      // What may have been done belongs to what was committed, until somebody has looked.
      if (wasWritten(failureOf(error)) !== "not-written") {
        remember({});
        recordWritten(connection, {
          label: title === "" ? "Commit" : `Commit “${title}”`,
          writes: [],
          blocked: notKnown,
        });
      }
      notifyWriteFailure(error, { failed: "Could not commit", look: "Dry-run the transaction to check" });
    },
  });
  return { dry, commit };
}
