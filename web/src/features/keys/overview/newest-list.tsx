import type { Key } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { formatKeyCount } from "#/lib/format.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { mostSorted } from "./overview-queries.ts";
import type { Reading } from "./reading.ts";

interface NewestListProps {
  readonly count: number;
  readonly newest: Reading<readonly KeyFacts[]>;
  readonly onOpen: (key: Key) => void;
}

/** What was written last and is still there, the newest first. */
export function NewestList({ count, newest, onOpen }: NewestListProps) {
  return (
    <section
      aria-labelledby="newest-writes"
      className="shrink-0 overflow-hidden rounded-lg border border-line bg-panel"
    >
      <header className="flex items-baseline gap-2 px-3.5 py-2">
        <h3 id="newest-writes" className="text-sm font-medium">
          Newest writes
        </h3>
        <span className="text-sm text-muted">by modification revision, without deletions</span>
      </header>
      {newest.data === undefined ? (
        <Unread count={count} newest={newest} />
      ) : (
        <ol>
          {newest.data.map((facts) => (
            <NewestRow key={formatKey(facts.key)} facts={facts} onOpen={onOpen} />
          ))}
        </ol>
      )}
    </section>
  );
}

function NewestRow({ facts, onOpen }: { readonly facts: KeyFacts; readonly onOpen: (key: Key) => void }) {
  const name = formatKey(facts.key);
  const isNew = facts.version === "1";
  return (
    <li className="flex items-center gap-3 border-t border-line px-3.5 py-1.5 hover:bg-raised">
      <Badge tone={isNew ? "ok" : "accent"} className="w-16 justify-center">
        {isNew ? "created" : "changed"}
      </Badge>
      <button
        type="button"
        title={`Open ${name}`}
        onClick={() => onOpen(facts.key)}
        className="min-w-0 flex-1 truncate rounded text-left font-mono hover:text-accent"
      >
        {name}
      </button>
      <span className="text-sm text-muted tabular-nums">version {formatGrouped(facts.version)}</span>
      <span className="w-32 text-right text-sm text-muted tabular-nums">
        revision {formatGrouped(facts.modRevision)}
      </span>
    </li>
  );
}

function Unread({ count, newest: { busy, failure, read } }: Omit<NewestListProps, "onOpen">) {
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
