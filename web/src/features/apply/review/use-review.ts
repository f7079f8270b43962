import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { healthQuery } from "#/api/connection/health-query.ts";
import { refusePart, useAccess } from "#/api/access/access-query.ts";
import { useUnwritable } from "#/api/access/unwritable.ts";
import { listsLeases } from "#/api/lease/lists-leases.ts";
import { useLaneRefusal } from "#/stores/jobs/jobs.ts";
import type { ChangeReview } from "#/stores/review/change-review.ts";
import { useWriteHistory } from "#/stores/write-history.ts";
import { readLeases, startLeases } from "./lease-field.tsx";
import {
  countKinds,
  isPlanLost,
  leasesOfChosen,
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
  const { sizes, failure } = useMeasured(review);
  // What is the same by now is not chosen unless somebody chooses it.
  const chosen = picked ?? new Set([...startChosen(rows, intent === "apply")].filter((at) => !sizes[at]?.isEqual));
  const size = sizeOfChosen(rows, chosen, sizes);
  const version = useQuery(healthQuery(source.connection)).data?.version ?? "";
  const leased = leasesOfChosen(rows, chosen, sizes, version !== "" && listsLeases(version));
  const ended = useEndedLeases([...new Set(leased.known)]);
  const ranges = changes.slice(0, checkedKeys).map(({ target: key }) => ({ key }));
  const unwritable = useUnwritable(ranges);
  const busy = useLaneRefusal(target.connection.id, "keys");
  const partly = refusePart(useAccess(), ranges);
  const isLost = useWriteHistory(({ pastsLost }) => isPlanLost([source, target], pastsLost));
  const notes = reviewNotes({ review, intent, rows, chosen, sizes, size, unlisted, failure });
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
    leased: { known: leased.known.length, unknown: leased.unknown },
    ended: ended && { keys: leased.known.filter((lease) => ended.ended.has(lease)).length, isWhole: ended.isWhole },
    /** Why nothing is written. */
    refused: isLost ? "etcd's data went back since the plan was read. Compare again." : (unwritable ?? busy),
    isLost,
    notes: partly === undefined ? notes : [{ tone: "warn", text: `${partly}.` } as const, ...notes],
    chosenPlan,
  };
}

export type Review = ReturnType<typeof useReview>;
