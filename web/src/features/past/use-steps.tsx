import { useQueryClient } from "@tanstack/react-query";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { addInt64, asRevision, formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { nextChange, previousChange, type Step } from "@etcd-explorer/shared/read/past/step";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { endsQuery, pastCallsOf, readableRanges, type PastEnds } from "#/api/past/past-calls.ts";
import { notify, notifyRefusal } from "#/stores/notices.ts";
import { nameOf, rangeOf, type Looked } from "./looked.ts";
import { StepQuestion, type StepDirection } from "./step-question.tsx";

interface Asked {
  readonly direction: StepDirection;
  readonly step: Step & { readonly kind: "asks" };
}

/**
 * Steps from change to change of what one looks at: "previous" and "next". What it draws is the question before a step
 * that costs much.
 */
export function useSteps(looked: Looked, onView: (revision: Revision) => void): ReactNode {
  const { connection, at } = useConnected();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const [isBusy, setIsBusy] = useState(false);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const step = async (direction: StepDirection, isAgreed: boolean) => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setIsBusy(true);
    try {
      const ends = await client.fetchQuery({ ...endsQuery(connection), staleTime: 0 });
      const ranges = await readableRanges(client, connection, rangeOf(looked));
      const from = at === "live" ? asRevision(addInt64(ends.newest, 1)) : at;
      const find = direction === "next" ? nextChange : previousChange;
      const found = await find(pastCallsOf(connection), { ranges, from, ...ends, isAgreed }, mine.signal);
      if (mine.signal.aborted) return;
      if (found.kind === "change") onView(found.revision);
      else if (found.kind === "asks") setAsked({ direction, step: found });
      else notifyRefusal(noneWords(direction, looked, found.isSure, ends));
    } catch (error) {
      if (!mine.signal.aborted)
        notify(`Could not find the ${direction} change. ${describeFailure(failureOf(error))}`, "bad");
    } finally {
      if (running.current === mine) setIsBusy(false);
    }
  };
  const busy = isBusy ? "Searching for a change" : undefined;
  useAct("past.previous", () => void step("previous", false), busy);
  useAct("past.next", () => void step("next", false), at === "live" ? "Already live" : busy);
  return (
    asked !== undefined && (
      <StepQuestion
        direction={asked.direction}
        cost={asked.step.cost}
        known={asked.step.known}
        onClose={() => setAsked(undefined)}
        onView={(revision) => {
          setAsked(undefined);
          onView(revision);
        }}
        onSearch={() => {
          setAsked(undefined);
          void step(asked.direction, true);
        }}
      />
    )
  );
}

function noneWords(direction: StepDirection, looked: Looked, isSure: boolean, { floor }: PastEnds): string {
  const what = `${direction === "next" ? "later" : "earlier"} change of ${nameOf(looked)}`;
  const since = direction === "next" ? "" : ` since revision ${formatGrouped(floor)}, the oldest available`;
  return isSure ? `No ${what}${since}` : `No ${what} found${since}`;
}
