import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { compareInt64, formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import type { ChangesAround } from "@etcd-explorer/shared/read/past/changes-around";
import { ChevronDown, ChevronUp } from "lucide-react";
import { Fragment, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { endsQuery } from "#/api/past/past-calls.ts";
import { Button } from "#/ui/button.tsx";
import { ChangeRow } from "./change-row.tsx";
import { nameOf, type Looked } from "./looked.ts";
import { aroundQuery, type AroundRead, type AroundWanted } from "./past-queries.ts";
import { replayWords } from "./replay-words.ts";

interface ChangesPanelProps {
  readonly looked: Looked;
  readonly revision: Revision;
  readonly onView: (revision: Revision) => void;
}

/** What is listed at first on each side, and how many more at a time. */
const few: AroundWanted = { before: 3, after: 3, isAgreed: false };
const more = 20;

/** Below the value: what was written just before and just after the viewed revision; each row leads there. */
export function ChangesPanel({ looked, revision, onView }: ChangesPanelProps) {
  const { connection } = useConnected();
  // Of each revision a few at first.
  const [wantedOf, setWantedOf] = useState({ revision, wanted: few });
  const wanted = wantedOf.revision === revision ? wantedOf.wanted : few;
  const setWanted = (next: AroundWanted) => setWantedOf({ revision, wanted: next });
  const [asks, setAsks] = useState(false);
  const ends = useQuery(endsQuery(connection)).data;
  const isThere =
    ends !== undefined && compareInt64(revision, ends.floor) >= 0 && compareInt64(revision, ends.newest) <= 0;
  const query = useQuery({
    ...aroundQuery(connection, looked, revision, wanted),
    enabled: isThere,
    placeholderData: keepPreviousData,
  });
  const { data, error, isFetching, isPlaceholderData } = query;
  // The list of the revision before stays, with its own place in it, until this one is read.
  // What is known of further back costs too much to be read without a question.
  const isCostly = data !== undefined && data.earlierCost !== undefined && data.before.length < wanted.before;
  const busy = isFetching ? "Loading changes" : undefined;
  useAct(
    "past.earlier",
    () => {
      if (isCostly) setAsks(true);
      else setWanted({ ...wanted, before: wanted.before + more });
    },
    busy ?? (data?.earlierCost === undefined ? "No earlier changes" : undefined),
  );
  const hasLater = data?.hasLater === true || data?.laterCost !== undefined;
  useAct(
    "past.later",
    () => {
      if (data?.laterCost !== undefined) setAsks(true);
      else setWanted({ ...wanted, after: wanted.after + more });
    },
    busy ?? (hasLater ? undefined : "No later changes"),
  );
  // What the revision itself cannot tell is told in the place of the keys.
  if (ends !== undefined && !isThere) return null;
  const cost = data?.laterCost ?? data?.earlierCost;
  return (
    <section
      aria-labelledby="changes-around"
      aria-busy={isFetching}
      className="@container flex max-h-[42%] shrink-0 flex-col border-t border-line bg-panel"
    >
      <header className="flex h-9 shrink-0 items-center gap-2 border-b border-line px-3.5">
        <h3 id="changes-around" className="min-w-0 flex-1 truncate text-muted">
          Changes around this revision <span className="@max-2xl:hidden">in {nameOf(looked)}</span>
        </h3>
        <ActButton act="past.earlier" variant="ghost" label="Earlier" icon={<ChevronUp />} />
        <ActButton act="past.later" variant="ghost" label="Later" icon={<ChevronDown />} />
      </header>
      <div className="min-h-0 flex-1 overflow-auto">
        {asks && cost !== undefined && (
          <Question
            cost={cost}
            onCancel={() => setAsks(false)}
            onSearch={() => {
              setAsks(false);
              setWanted({ before: wanted.before + more, after: wanted.after + more, isAgreed: true });
            }}
          />
        )}
        {data === undefined ? (
          error === null ? (
            <div aria-label="Loading changes" className="skeleton m-3.5 h-3 w-1/2" />
          ) : (
            <div className="flex items-center gap-3 px-3.5 py-2">
              <p role="alert" className="min-w-0 flex-1 text-bad">
                Could not read the changes. {describeFailure(failureOf(error))}.
              </p>
              <Button onClick={() => void query.refetch()}>Retry</Button>
            </div>
          )
        ) : (
          <List data={data} isOld={isPlaceholderData} onView={onView} />
        )}
      </div>
    </section>
  );
}

interface ListProps {
  readonly data: AroundRead;
  /** More of it is being read. */
  readonly isOld: boolean;
  readonly onView: (revision: Revision) => void;
}

function List({ data, isOld, onView }: ListProps) {
  const { at: revision, before, after, laterCost, isSilent } = data;
  const unread = "border-b border-line/60 px-3.5 py-1.5 text-sm text-muted";
  return (
    <ol className={isOld ? "opacity-60" : undefined}>
      {before.length === 0 && <li className={unread}>{earlierWords(data)}</li>}
      {before.map((event, at) => (
        <ChangeRow
          key={`before ${event.revision} ${at}`}
          event={event}
          isHere={event.revision === revision}
          onView={onView}
        />
      ))}
      <li ref={showHere} aria-current="location" className="bg-warn-bg px-3.5 py-1 text-sm text-warn tabular-nums">
        you are here: after revision {formatGrouped(revision)}
      </li>
      {after.map((event, at) => (
        <Fragment key={`after ${event.revision} ${at}`}>
          <ChangeRow event={event} isHere={false} onView={onView} />
        </Fragment>
      ))}
      {after.length === 0 && (
        <li className={unread}>
          {laterCost === undefined
            ? `No later change${isSilent ? " found" : ""}.`
            : "Later changes are not searched yet."}
        </li>
      )}
    </ol>
  );
}

function earlierWords({ wholeFrom, earlierCost, isSilent }: ChangesAround): string {
  if (earlierCost === undefined) return isSilent ? "No earlier change found." : "No earlier change is left.";
  if (wholeFrom === undefined) return "Earlier changes are not searched yet.";
  const since = `${isSilent ? "found " : ""}since revision ${formatGrouped(wholeFrom)}`;
  return `No change ${since}. Earlier ones are not searched yet.`;
}

/** Of a long list, the part around here is in sight. */
function showHere(line: HTMLElement | null): void {
  line?.scrollIntoView({ block: "nearest" });
}

interface QuestionProps {
  readonly cost: bigint;
  readonly onSearch: () => void;
  readonly onCancel: () => void;
}

function Question({ cost, onSearch, onCancel }: QuestionProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2">
      <p role="alert" className="min-w-0 flex-1 basis-72 text-warn">
        {replayWords(cost)}
      </p>
      <Button onClick={onCancel}>Cancel</Button>
      <Button variant="danger" onClick={onSearch}>
        Search changes
      </Button>
    </div>
  );
}
