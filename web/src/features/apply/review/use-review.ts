import { noLease } from "@etcd-explorer/shared/model/int64";
import { useState } from "react";
import { refusePart, useAccess } from "#/api/access/access-query.ts";
import { useUnwritable } from "#/api/access/unwritable.ts";
import { useLaneRefusal } from "#/stores/jobs/jobs.ts";
import type { ChangeReview } from "#/stores/review/change-review.ts";
import { useWriteHistory } from "#/stores/write-history.ts";
import { readLeases, startLeases } from "./lease-field.tsx";
import {
  countKinds,
  isPlanLost,
  reviewRows,
  searchRows,
  sizeOfChosen,
  startChosen,
  withChosen,
  type PlannedBefore,
  type ReviewRow,
} from "./review-model.ts";
import { reviewNotes, type ReviewIntent } from "./review-words.ts";
import { useEndedLeases, useMeasured } from "./use-measured.ts";
import type { ChosenPlan } from "./use-start.ts";

/** So many keys are looked up among the rights of the user; for more, etcd says. */
const checkedKeys = 1_000;

export interface ReviewWanted {
  readonly review: ChangeReview;
  readonly intent: ReviewIntent;
  /** The plan that was reviewed before, where this one was made again. */
  readonly before: PlannedBefore | undefined;
  /** Differences that are not listed. */
  readonly unlisted: number;
}

/** What is chosen of a plan, and everything that follows from it. */
export function useReview({ review, intent, before, unlisted }: ReviewWanted) {
  const { source, target, changes } = review;
  const [rows] = useState(() => reviewRows(changes, before));
  const [picked, setPicked] = useState<ReadonlySet<number>>();
  const [search, setSearch] = useState("");
  const [marked, setMarked] = useState(rows[0]?.at);
  const isSameCluster = source.connection.id === target.connection.id;
  const [leases, setLeases] = useState(() => startLeases(isSameCluster));
  const { sizes } = useMeasured(review);
  // What is the same by now is not chosen unless somebody chooses it.
  const chosen = picked ?? new Set([...startChosen(rows, intent === "apply")].filter((at) => !sizes[at]?.isEqual));
  const size = sizeOfChosen(rows, chosen, sizes);
  const leased = rows.flatMap(({ at, change }) => {
    const lease = sizes[at]?.lease ?? change.source?.lease ?? noLease;
    return chosen.has(at) && lease !== noLease ? [lease] : [];
  });
  const ended = useEndedLeases([...new Set(leased)]);
  const ranges = changes.slice(0, checkedKeys).map(({ target: key }) => ({ key }));
  const unwritable = useUnwritable(ranges);
  const busy = useLaneRefusal(target.connection.id, "keys");
  const partly = refusePart(useAccess(), ranges);
  const isLost = useWriteHistory(({ pastsLost }) => isPlanLost([source, target], pastsLost));
  const notes = reviewNotes({ intent, rows, chosen, sizes, size, unlisted, nameless: review.nameless ?? 0 });
  const policy = readLeases(leases);
  /** What was chosen, to be done; undefined: nothing, or under a lease that cannot be. */
  const chosenPlan = (): ChosenPlan | undefined => {
    const wanted = rows.filter(({ at }) => chosen.has(at)).map(({ change }) => change);
    return policy && wanted.length > 0 ? { review: { ...review, changes: wanted }, intent, leases: policy } : undefined;
  };
  return {
    rows,
    shown: searchRows(rows, search),
    sizes,
    chosen,
    choose: (some: readonly ReviewRow[], isChosen: boolean) => setPicked(withChosen(chosen, some, isChosen)),
    counts: countKinds(rows, chosen),
    size,
    search,
    setSearch,
    markedRow: rows.find(({ at }) => at === marked),
    setMarked,
    leases,
    setLeases,
    isSameCluster,
    hasPolicy: policy !== undefined,
    leased: leased.length,
    ended: ended && leased.filter((lease) => ended.has(lease)).length,
    /** Why nothing is written. */
    refused: isLost ? "etcd's data went back since the plan was read. Compare again." : (unwritable ?? busy),
    isLost,
    notes: partly === undefined ? notes : [{ tone: "warn", text: `${partly}.` } as const, ...notes],
    chosenPlan,
  };
}

export type Review = ReturnType<typeof useReview>;
