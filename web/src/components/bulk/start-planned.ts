/** Begins what a plan of many writes says, as a job; tells what came of it, and remembers it for undo. */
import type { QueryClient } from "@tanstack/react-query";
import type { BulkRun } from "@etcd-explorer/shared/write/bulk/bulk-run";
import { runAct } from "#/acts/registry.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { refreshAfterWrites } from "#/api/keys/refresh-after-write.ts";
import type { Job } from "#/lib/jobs/job.ts";
import { startBulk, type BulkState, type JobWords, type PlanAgain } from "#/stores/jobs/bulk-job.ts";
import { isInView } from "#/stores/jobs/jobs.ts";
import { notify } from "#/stores/notices.ts";
import { recordWritten } from "#/stores/write-history.ts";
import { summarize, writtenBy } from "./bulk-report-words.ts";

export interface PlannedOrder {
  readonly connection: Pick<Connection, "id" | "user">;
  readonly words: JobWords;
  readonly run: BulkRun;
  /** The connection that is read from, where it is another one. */
  readonly sourceId?: string;
  /** Whether what is overwritten and deleted is kept for undo. */
  readonly keep: boolean;
  /** What plans again for what was left; left out: nothing does. */
  readonly again?: PlanAgain;
  readonly notes?: () => readonly string[];
}

/** Gives the job; it goes on when its dialog is closed. Throws where another operation is open on the connection. */
export function startPlanned(client: QueryClient, { connection, keep, ...order }: PlannedOrder): Job<BulkState> {
  const { words } = order;
  const onEnd = ({ id, report: { report } }: Job<BulkState>) => {
    // What is on the screen is read again; the rest when it is opened.
    void refreshAfterWrites(client, connection.id);
    const isBad = report.changed + report.refused + report.lost + report.expired > 0;
    const show = { label: "Report", run: () => void runAct("jobs.show", String(id)) };
    // The report tells it where it is in view: a notice would only lie over it.
    if (!isInView(id)) notify(summarize(words, report), isBad ? "bad" : "ok", show);
    if (report.done === 0) return undefined;
    return recordWritten(connection, writtenBy(words, report, keep)).id;
  };
  return startBulk({ ...order, connectionId: connection.id, onEnd });
}
