import type { KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { useEffect, useState } from "react";
import { rowIdsIn } from "#/features/keys/rows/use-row-ids-in-sight.ts";
import { idOfSpans, sightSpans } from "./live-spans.ts";

/** How often it is looked which rows are in sight: after a scroll that is soon enough. */
const lookMs = 500;

const none: readonly KeySpan[] = [];

/** The ranges of the keys whose rows are in sight, while `isWanted`. `readable`: what may be read, where not all. */
export function useRowsInSight(isWanted: boolean, readable: readonly KeySpan[] | undefined): readonly KeySpan[] {
  const [spans, setSpans] = useState(none);
  useEffect(() => {
    if (!isWanted) return undefined;
    const look = () => {
      const seen = sightSpans(rowIdsIn(document), readable);
      setSpans((known) => (idOfSpans(seen) === idOfSpans(known) ? known : seen));
    };
    look();
    const timer = setInterval(look, lookMs);
    return () => {
      clearInterval(timer);
      setSpans(none);
    };
  }, [isWanted, readable]);
  return spans;
}
