/** A plan of changes in words. */
import { hiddenSecret, isStoredSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { decodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { ChangeSize } from "@etcd-explorer/shared/write/apply/measure";
import type { ChangeKind } from "@etcd-explorer/shared/write/apply/wanted-change";
import { undoLimitBytes } from "@etcd-explorer/shared/write/bulk/bulk-plan";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import { tellFailure } from "#/lib/failure-words.ts";
import { formatCount, formatKeyCount } from "#/lib/format.ts";
import type { JobWords } from "#/stores/jobs/bulk-job.ts";
import type { ChangeReview } from "#/stores/review/change-review.ts";
import type { Tone } from "#/ui/badge.tsx";
import { isOfKubernetes, isWrittenOften, type ChosenSize, type KindCounts, type ReviewRow } from "./review-model.ts";

/** What a plan is for: the past of a key, keys that were deleted, or what another side has. */
export type ReviewIntent = "restore" | "undelete" | "apply";

interface KindWords {
  /** On a row. */
  readonly badge: string;
  /** Behind a number of keys. */
  readonly counted: string;
  readonly tone: Tone;
}

const restored: Readonly<Record<ChangeKind, KindWords>> = {
  add: { badge: "put back", counted: "to put back", tone: "ok" },
  overwrite: { badge: "overwrite", counted: "to overwrite", tone: "warn" },
  delete: { badge: "delete", counted: "to delete: not there then", tone: "bad" },
};

const applied: Readonly<Record<ChangeKind, KindWords>> = {
  ...restored,
  add: { badge: "create", counted: "to create", tone: "ok" },
  delete: { badge: "delete", counted: "to delete", tone: "bad" },
};

export function kindWords(intent: ReviewIntent, kind: ChangeKind): KindWords {
  return (intent === "apply" ? applied : restored)[kind];
}

export function jobWordsOf(intent: ReviewIntent, { what, reads }: Pick<ChangeReview, "what" | "reads">): JobWords {
  const isKey = reads?.length === 1 && reads[0]?.rangeEnd === undefined;
  const about = { what, ...(isKey && { is: "key" as const }) };
  return intent === "apply"
    ? { doing: "Applying", done: "Applied", ...about }
    : { doing: "Restoring", done: "Restored", ...about };
}

/** What the button says that begins it: `Restore 12 keys, delete 3`. */
export function submitWords(intent: ReviewIntent, counts: KindCounts): string {
  const put = counts.add.chosen + counts.overwrite.chosen;
  const deleted = counts.delete.chosen;
  const verb = intent === "apply" ? "Write" : "Restore";
  if (deleted === 0) return `${verb} ${formatKeyCount(put)}`;
  if (put === 0) return `Delete ${formatKeyCount(deleted)}`;
  return `${verb} ${formatKeyCount(put)}, delete ${formatGrouped(deleted)}`;
}

/** The name of the file of a script: `restore-config.sh`. */
export function scriptName(intent: ReviewIntent, what: string): string {
  const words = what.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return `${[intent === "apply" ? "apply" : "restore", ...words].join("-")}.sh`;
}

/** `about 3.2 MB to write`. */
export function sizeWords({ putBytes, isEstimate }: ChosenSize): string {
  return `${isEstimate ? "about " : ""}${formatBytes(putBytes)} to write`;
}

/**
 * Where a value begins, its lines in one: the first line of a JSON value is often a bracket alone. Of an object of
 * Kubernetes nothing is shown: the data of a small Secret stands among its first bytes.
 */
export function startWords({ start }: Pick<ChangeSize, "start">): string {
  if (isStoredSecret(start)) return hiddenSecret;
  if (isKubernetes(start)) return "Kubernetes object";
  const text = decodeUtf8(start);
  const line = text === undefined ? formatKey(start) : text.trim().replaceAll(/\s+/g, " ");
  return line.slice(0, 80);
}

export interface ReviewNote {
  readonly tone: "warn" | "muted";
  readonly text: string;
}

interface NotesOf {
  readonly review: Pick<ChangeReview, "unlisted" | "nameless">;
  readonly intent: ReviewIntent;
  readonly rows: readonly ReviewRow[];
  readonly chosen: ReadonlySet<number>;
  readonly sizes: readonly ChangeSize[];
  readonly size: ChosenSize;
  /** Differences that are not listed. */
  readonly unlisted: number;
  /** Why not all values could be read. */
  readonly failure: Failure | undefined;
}

/** What one should know before the plan is carried out. */
export function reviewNotes(notes: NotesOf): readonly ReviewNote[] {
  const { review, intent, rows, chosen, sizes, size, unlisted, failure } = notes;
  const { nameless = 0 } = review;
  const picked = rows.filter(({ at }) => chosen.has(at));
  const often = picked.filter(({ change }) => isWrittenOften(change)).length;
  const kubernetes = picked.filter((row) => isOfKubernetes(row, sizes[row.at])).length;
  const overtaken = rows.filter(({ isOvertaken }) => isOvertaken).length;
  const warnings = [
    unlisted > 0 &&
      (intent === "undelete"
        ? `${formatGrouped(unlisted)} more deleted keys are not listed. Restore a smaller folder to see them.`
        : `Only the first ${formatGrouped(rows.length)} differences are listed. Plan again for ${formatGrouped(unlisted)} more.`),
    nameless > 0 && `${formatKeyCount(nameless)} left out: without its prefix it has no name.`,
    review.unlisted !== undefined &&
      review.unlisted > 0 &&
      `Covers the listed differences. Compare again for ${formatGrouped(review.unlisted)} more.`,
    failure !== undefined && tellFailure("Could not read all values.", failure),
    overtaken > 0 &&
      `${formatCount(formatGrouped(overtaken), "key was", "keys were")} changed by another client since the last plan.`,
    kubernetes > 0 &&
      `${formatCount(formatGrouped(kubernetes), "key belongs", "keys belong")} to Kubernetes. Its controllers may overwrite ${kubernetes === 1 ? "it" : "them"} again.`,
    often > 0 &&
      `${formatCount(formatGrouped(often), "key is", "keys are")} written often. A controller may overwrite ${often === 1 ? "it" : "them"} again.`,
    size.goneBytes > undoLimitBytes &&
      `Can be undone only in part: this tab keeps at most ${formatBytes(undoLimitBytes)}.`,
  ];
  const told = warnings.flatMap((text): ReviewNote[] => (text === false ? [] : [{ tone: "warn", text }]));
  if (picked.length === 0 || size.goneBytes > undoLimitBytes) return told;
  return [...told, { tone: "muted", text: "Can be undone while this tab is open and the keys are unchanged." }];
}
