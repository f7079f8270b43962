import { countTxnSecrets } from "#/lib/formats/request-secrets.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { LeftOut } from "@etcd-explorer/shared/write/bulk/bulk-report";
import type { LeasePolicy } from "@etcd-explorer/shared/write/apply/apply-plan";
import { createApplyRun } from "@etcd-explorer/shared/write/apply/apply-run";
import { listWrites } from "@etcd-explorer/shared/write/apply/list-writes";
import { txnScript } from "@etcd-explorer/shared/command/equivalents/txn-script";
import { formatEtcdctl } from "@etcd-explorer/shared/command/equivalents/etcdctl";
import type { Equivalent, EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import { showDraft } from "@etcd-explorer/shared/txn/draft/show-draft";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { countOf } from "#/components/bulk/bulk-report-words.ts";
import { startPlanned } from "#/components/bulk/start-planned.ts";
import { callsOf } from "#/components/calls-of.ts";
import { formatKeyCount } from "#/lib/format.ts";
import type { PlanAgain } from "#/stores/jobs/bulk-job.ts";
import type { ChangeReview } from "#/stores/review/change-review.ts";
import { notify } from "#/stores/notices.ts";
import { changeTxn } from "#/stores/txn-drafts.ts";
import { reportNotes } from "./report-notes.ts";
import { jobWordsOf, type ReviewIntent } from "./review-words.ts";

/** What was chosen of a plan. */
export interface ChosenPlan {
  readonly review: ChangeReview;
  readonly intent: ReviewIntent;
  readonly leases: LeasePolicy;
}

/** So many changes fit into one transaction and can still be read. */
export const mostInTxn = 60;
/** So many changes a script holds. */
export const mostInScript = 5_000;
/** So many commands that read are named. */
const mostReads = 10;

/** What is done with the chosen changes: all of it compares with what the plan has read. */
export function useStart(again: PlanAgain | undefined) {
  const { connection, etcd } = useConnected();
  const client = useQueryClient();
  const sidesOf = ({ source }: ChangeReview) => ({ source: callsOf(source.connection, "live", "live"), target: etcd });

  /** Begins the job, and gives its ID. */
  const start = ({ review, intent, leases }: ChosenPlan): number => {
    const { changes, source } = review;
    const run = createApplyRun(sidesOf(review), { changes, revision: source.revision, leases, keep: true });
    const notes = () => reportNotes(run.report(), again !== undefined);
    const words = jobWordsOf(intent, review);
    return startPlanned(client, {
      connection,
      words,
      run,
      sourceId: source.connection.id,
      keep: true,
      notes,
      ...(again === undefined ? {} : { again }),
    }).id;
  };

  const writesOf = async ({ review, leases }: ChosenPlan) => {
    const { changes, source } = review;
    return await listWrites(sidesOf(review), { changes, revision: source.revision, leases });
  };

  const script = useMutation({
    mutationFn: async (chosen: ChosenPlan): Promise<{ readonly said: Equivalent; readonly secrets: number }> => {
      const { items, leftOut } = await writesOf(chosen);
      const { review } = chosen;
      const writes = items.map(({ guard, write }) => {
        const key = write[0]?.kind === "txn" ? undefined : write[0]?.request.key;
        if (key === undefined) throw new Error("a change writes one key");
        return { key, request: { compare: guard, success: write } };
      });
      const said = txnScript(writes, equivalentTarget(connection), [
        `${chosen.intent === "apply" ? "Writes" : "Restores"} ${countOf(review.what, writes.length)}, as of revision ${review.source.revision}.`,
        `Each key is written only if it is unchanged since revision ${review.target.revision}.`,
        ...(leftOut.length === 0 ? [] : [`Left out: ${leftOutWords(leftOut)}.`]),
        ...readingLines(review, equivalentTarget(review.source.connection)),
      ]);
      return {
        said,
        secrets: writes.reduce((sum, { request }) => sum + countTxnSecrets({ ...request, failure: [] }), 0),
      };
    },
  });

  /** Puts them into the transaction that is being built, in place of what was there. */
  const toTxn = useMutation({
    mutationFn: async (chosen: ChosenPlan) => {
      const { items, leftOut } = await writesOf(chosen);
      const { review } = chosen;
      if (items.length === 0) {
        throw new FailureError({
          kind: "invalid",
          field: "plan",
          message: `Nothing to write: ${leftOutWords(leftOut)}`,
        });
      }
      const draft = showDraft({
        compare: items.flatMap(({ guard }) => guard),
        success: items.flatMap(({ write }) => write),
        failure: [],
      });
      const title = `${review.what} as of revision ${formatGrouped(review.source.revision)}`;
      changeTxn(connection.id, () => ({ title, draft }));
      const added = `Added ${formatKeyCount(items.length)} to the transaction`;
      notify(leftOut.length === 0 ? added : `${added}, left out ${leftOutWords(leftOut)}`);
    },
  });
  return { start, script, toTxn };
}

/** `2 keys changed by another client and 1 key already equal`. */
function leftOutWords(leftOut: readonly LeftOut[]): string {
  const equal = leftOut.filter(({ kind }) => kind === "equal").length;
  const parts = [
    ...(leftOut.length > equal ? [`${formatKeyCount(leftOut.length - equal)} changed by another client`] : []),
    ...(equal > 0 ? [`${formatKeyCount(equal)} already equal`] : []),
  ];
  return parts.join(" and ");
}

/** The commands that read the source, as comments of a script. */
function readingLines({ source, reads }: ChangeReview, target: EquivalentTarget): readonly string[] {
  const commands = (reads ?? []).slice(0, mostReads).flatMap((range) => {
    const read = formatEtcdctl({ kind: "range", request: { ...range, revision: source.revision } }, target);
    return "text" in read ? [`  ${read.text}`] : [];
  });
  return commands.length === 0 ? [] : ["The values were read as by:", ...commands];
}
