import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { formatClock } from "@etcd-explorer/shared/model/time-text";
import type { ToldChanges } from "#/features/keys/live/activity-store.ts";
import { formatKeyCount } from "#/lib/format.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { lastWrites, type LastWrite } from "./last-writes.ts";
import { mostSorted } from "./overview-queries.ts";
import type { Reading } from "./reading.ts";

interface NewestListProps {
  readonly count: number;
  readonly newest: Reading<readonly KeyFacts[]>;
  /** What was told since; undefined: nothing is followed. */
  readonly told: ToldChanges | undefined;
  readonly onOpen: (key: Key) => void;
}

/** What was written last, the newest first: what is still there of what was read, and every change since. */
export function NewestList({ count, newest, told, onOpen }: NewestListProps) {
  const rows = lastWrites(told?.changes ?? [], newest.data ?? []);
  return (
    <section
      aria-labelledby="newest-writes"
      className="shrink-0 overflow-hidden rounded-lg border border-line bg-panel"
    >
      <header className="flex items-baseline gap-2 px-3.5 py-2">
        <h3 id="newest-writes" className="text-sm font-medium">
          Newest writes
        </h3>
        <span className="text-sm text-muted">
          {told === undefined
            ? "by modification revision, without deletions"
            : told.pausedMs === undefined
              ? `live, with deletions since ${formatClock(told.sinceMs)}`
              : `not live since ${formatClock(told.pausedMs, true)}`}
        </span>
      </header>
      {rows.length > 0 && (
        <ol>
          {rows.map((row) => (
            <NewestRow key={`${row.revision} ${encodeHex(row.key)}`} row={row} onOpen={onOpen} />
          ))}
        </ol>
      )}
      {newest.data === undefined && <Unread count={count} newest={newest} />}
    </section>
  );
}

const looks = {
  created: { tone: "ok", word: "created" },
  changed: { tone: "accent", word: "changed" },
  deleted: { tone: "bad", word: "deleted" },
} as const;

function NewestRow({ row, onOpen }: { readonly row: LastWrite; readonly onOpen: (key: Key) => void }) {
  const name = formatKey(row.key);
  const { tone, word } = looks[row.kind];
  return (
    <li className="flex items-center gap-3 border-t border-line px-3.5 py-1.5 hover:bg-raised">
      <Badge tone={tone} className="w-16 justify-center">
        {word}
      </Badge>
      <button
        type="button"
        title={`Open ${name}`}
        onClick={() => onOpen(row.key)}
        className="min-w-0 flex-1 truncate rounded text-left font-mono hover:text-accent"
      >
        {name}
      </button>
      {/* Each has its place, so that they stand below one another. */}
      <span className="text-sm text-muted tabular-nums @max-lg:hidden">
        {row.version !== undefined && `version ${formatGrouped(row.version)}`}
      </span>
      <span className="min-w-14 text-right text-sm text-muted tabular-nums @max-xl:hidden">
        {row.atMs !== undefined && formatClock(row.atMs, true)}
      </span>
      <span className="min-w-20 text-right text-sm text-muted tabular-nums @lg:min-w-32">
        revision {formatGrouped(row.revision)}
      </span>
    </li>
  );
}

function Unread({ count, newest: { busy, failure, read } }: Pick<NewestListProps, "count" | "newest">) {
  const isTooMany = count > mostSorted;
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-3 border-t border-line px-3.5 py-2 text-sm text-muted">
      {busy ? (
        "Loading…"
      ) : isTooMany ? (
        `Open a prefix with at most ${formatKeyCount(mostSorted)}: to sort more, etcd would load all of them.`
      ) : (
        <>
          <span className={failure === undefined ? undefined : "text-warn"}>
            {failure ?? `To sort ${formatKeyCount(count)}, etcd reads all of them.`}
          </span>
          <Button className="h-6" onClick={read}>
            {failure === undefined ? "Read newest writes" : "Retry"}
          </Button>
        </>
      )}
    </div>
  );
}
