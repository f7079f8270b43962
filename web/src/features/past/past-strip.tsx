import { useQuery } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { compareInt64, formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { ArrowLeftRight, ChevronLeft, ChevronRight, Play, Undo2 } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAccess } from "#/api/access/access-query.ts";
import { useInferredTime } from "#/api/clock/use-revision-time.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { endsQuery } from "#/api/past/past-calls.ts";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { describeAbsence } from "#/lib/absent-revision.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import { Button } from "#/ui/button.tsx";
import { nameOf, type Looked } from "./looked.ts";
import { writesQuery } from "./past-queries.ts";
import { StripBars } from "./strip-bars.tsx";
import { layOutStrip, type Strip } from "./strip-model.ts";
import { useCompaction } from "./use-compaction.ts";

interface PastStripProps {
  readonly looked: Looked;
  /** What the tree shows: it is what "Restore" is about. */
  readonly folder: Key;
  readonly revision: Revision;
  readonly onView: (revision: Revision) => void;
}

/** Above the keys of a past revision: where it lies between the horizon and now, and the ways on from it. */
export function PastStrip({ looked, folder, revision, onView }: PastStripProps) {
  const { connection } = useConnected();
  useCompaction(connection.id);
  const isLimited = useAccess() !== undefined;
  const ends = useQuery(endsQuery(connection));
  const seen = useRequestLog(({ revisions }) => revisions[connection.id]);
  const newest = ends.data?.newest ?? seen;
  const floor = ends.data?.floor;
  const isGone = floor !== undefined && compareInt64(revision, floor) < 0;
  const absence = describeAbsence(revision, newest, isGone ? floor : undefined);
  const writes = useQuery({ ...writesQuery(connection, looked, revision), enabled: absence === undefined });
  const strip =
    newest === undefined || floor === undefined
      ? undefined
      : layOutStrip({ floor, here: revision, newest, writes: writes.data ?? [] });
  return (
    <section
      aria-label="Viewed revision"
      className="@container shrink-0 border-b border-line bg-panel px-4 pt-2 pb-1.5"
    >
      <div className="flex min-w-0 items-center gap-2">
        <h2 className="shrink-0 font-semibold">Time travel</h2>
        <p role="status" title={absence} className="min-w-0 flex-1 truncate text-muted">
          {absence === undefined ? (
            <>
              <span className="sr-only">Viewing revision {formatGrouped(revision)} (read-only). </span>
              {isLimited && <span title={rightsHint}>today's permissions apply</span>}
              <span className="@max-4xl:sr-only">
                {isLimited && " · "}
                {describe(looked, writes.data, writes.isError)}
              </span>
            </>
          ) : (
            <span className="text-warn">{absence} Read-only.</span>
          )}
        </p>
        {isGone && (
          <Button onClick={() => onView(floor)} aria-label={`Go to oldest revision: ${formatGrouped(floor)}`}>
            Oldest
          </Button>
        )}
        <ActButton act="past.previous" label="change" icon={<ChevronLeft />} />
        <NextButton />
        <ActButton act="compare.past" icon={<ArrowLeftRight />} className={short} />
        <ActButton
          act="restore.prefix"
          label={`Restore ${isLimited && folder.length === 0 ? "all readable keys" : nameOf({ kind: "prefix", name: folder })}…`}
          icon={<Undo2 />}
          className={`${short} max-w-60`}
        />
        <ActButton act="past.leave" variant="primary" icon={<Play />} />
      </div>
      {strip === undefined ? (
        <div className="h-[52px] pt-5">{ends.isError ? <NoEnds /> : <div className="skeleton h-3 w-full" />}</div>
      ) : (
        <div className="relative h-[52px]">
          <StripBars strip={strip} onView={onView} />
          <Labels strip={strip} floor={floor} newest={newest} revision={revision} />
        </div>
      )}
    </section>
  );
}

/** A limited user sees of the past what may be read now. */
const rightsHint = "etcd keeps no history of users and roles.";

/** Where there is little room its icon stands alone. */
const short = "@max-2xl:w-7 @max-2xl:overflow-hidden @max-2xl:px-0 @max-2xl:text-[0px]";

function NextButton() {
  return (
    <span className="contents [&>button]:flex-row-reverse">
      <ActButton act="past.next" label="change" icon={<ChevronRight />} />
    </span>
  );
}

function NoEnds() {
  return <p className="text-sm text-warn">Could not read the oldest available revision.</p>;
}

function describe(looked: Looked, writes: readonly Revision[] | null | undefined, isFailed: boolean): string {
  const name = nameOf(looked);
  if (isFailed) return `Could not read the writes of ${name}`;
  if (writes === undefined) return `Reading the writes of ${name}…`;
  return writes === null ? `Too many keys to draw the writes of ${name}` : `known writes of ${name}, by revision`;
}

interface LabelsProps {
  readonly strip: Strip;
  readonly floor: Revision | undefined;
  readonly newest: Revision | undefined;
  readonly revision: Revision;
}

/** Horizon, here and now below the bars; that of here gives way to the other two. */
function Labels({ strip, floor, newest, revision }: LabelsProps) {
  const { connection } = useConnected();
  const time = useInferredTime(connection, revision);
  const label = "absolute bottom-0 text-xs leading-4 whitespace-nowrap tabular-nums";
  return (
    <>
      <span className={`${label} text-muted`} style={{ left: `calc(${strip.horizonAt * 100}% + 5px)` }}>
        {strip.isCut && "⋯ "}
        {floor !== undefined && (floor === "1" ? "nothing compacted" : `${formatGrouped(floor)} compacted before`)}
      </span>
      <span
        className={`${label} text-warn`}
        style={{
          left: `clamp(calc(${strip.horizonAt * 100}% + 175px), calc(${strip.hereAt * 100}% + 5px), calc(100% - 290px))`,
        }}
      >
        {formatGrouped(revision)}
        <RevisionTimeText time={time} before=" · " />
      </span>
      <span className={`${label} right-0 text-muted`}>{newest !== undefined && formatGrouped(newest)} now</span>
    </>
  );
}
