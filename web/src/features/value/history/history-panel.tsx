import type { KeyLife, KeyVersion } from "@etcd-explorer/shared/read/history/key-version";
import { compareInt64, formatGrouped, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useUnwritable } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { RefreshFailed } from "#/components/refresh-failed.tsx";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import type { KeyState } from "#/api/keys/key-state.ts";
import { restoreVersion } from "#/features/value/write/restore-write.ts";
import { Button } from "#/ui/button.tsx";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { formatChosen, parseChosen } from "./chosen-versions.ts";
import type { HistoryAddress } from "./history-address.ts";
import { HistoryBar } from "./history-bar.tsx";
import { HistoryFoot } from "./history-foot.tsx";
import { HistoryList } from "./history-list.tsx";
import { EmptyHistory } from "./empty-history.tsx";
import { useVersionActs } from "./use-version-acts.ts";
import { useKeyHistory } from "./history-query.ts";
import { comparedBy, historyRows, missingBefore, restoredBy } from "./history-rows.ts";
import { RestoreDialog } from "./restore-dialog.tsx";
import { SearchOffer } from "./search-offer.tsx";
import { useKeySearch } from "./use-key-search.ts";
import { VersionCompare } from "./version-compare.tsx";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { joinWrites } from "@etcd-explorer/shared/read/history/past-writes";
import { unsearchedOf } from "@etcd-explorer/shared/read/history/replay";

const VersionCopyAs = lazyDialog(async () => (await import("./version-copy-as.tsx")).VersionCopyAs);

interface HistoryPanelProps {
  readonly selected: Key;
  /** The key as the screen shows it. */
  readonly now: KeyState | undefined;
  readonly address: HistoryAddress;
  /** How often the list was asked to take the focus. */
  readonly focusAsked: number;
}

/** The history of a key: its versions, two of them compared, and what can be done with one. */
export function HistoryPanel({ selected, now, address, focusAsked }: HistoryPanelProps) {
  const connected = useConnected();
  const queryClient = useQueryClient();
  const { query, loadOlder } = useKeyHistory(selected, now);
  const unwritable = useUnwritable({ key: selected });
  const comparison = useRef<HTMLElement>(null);
  const [restoring, setRestoring] = useState<{ readonly version: KeyValue; readonly over: KeyValue | undefined }>();
  const [isComparing, setComparing] = useState(false);
  const [copied, setCopied] = useState<KeyVersion>();
  const life = query.data?.life;
  const { past, state, start, stop } = useKeySearch(selected, life?.floor, () => void query.refetch());
  const newest = query.data?.newest ?? zeroRevision;
  const unsearched = life && unsearchedOf(life, past?.searched, newest);
  const rows = life === undefined ? [] : historyRows(joinWrites(life, past?.searched, past?.base), life.head);
  const chosen = parseChosen(address.text) ?? {};
  const indexOf = (revision: string | undefined) => rows.findIndex((row) => row.revision === revision);
  const shown = Math.max(0, indexOf(chosen.revision));
  const found = indexOf(chosen.base);
  const base = found === -1 || found === shown ? undefined : found;
  const row = rows[shown];
  const isAway = chosen.revision !== undefined && row !== undefined && row.revision !== chosen.revision;
  const compared = row && comparedBy(row, base === undefined ? undefined : rows[base]);
  const restored = row && compared && restoredBy(row, compared, life?.head);

  useAct(
    "history.compare",
    () => {
      setComparing(!isComparing && base === undefined);
      if (base !== undefined && row !== undefined) address.show(formatChosen({ revision: row.revision }));
    },
    rows.length < 2 ? "There is no other version" : undefined,
  );
  useAct("history.older", loadOlder, life?.end === "more" ? undefined : "No older versions");
  useVersionActs({
    restored,
    looked: compared?.after ?? compared?.before,
    revision: row?.revision,
    floor: life?.floor,
    unwritable,
    // What one decides by stays as it is while others write: etcd then refuses, and nothing is written over unseen.
    onRestore: (version) => setRestoring({ version, over: life?.head }),
    onCopyAs: setCopied,
    onView: address.viewAt,
  });

  // A link may name a version that is further back.
  const readsOn =
    isAway && life !== undefined && isFurtherBack(chosen.revision, life) && !query.isFetching && !query.isError;
  const readOn = useEffectEvent(loadOlder);
  useEffect(() => {
    if (readsOn) readOn();
  }, [readsOn]);

  if (query.isPending) return <ListSkeleton />;
  if (life === undefined) {
    const actions = (
      <Button onClick={() => void query.refetch()}>
        <RefreshCw /> Retry
      </Button>
    );
    return <ScreenFailure failure={failureOf(query.error)} actions={actions} />;
  }
  const isWhole = life.end === "compacted" || (life.end === "created" && unsearched === undefined);
  const foot = (
    <>
      <HistoryFoot life={life} isReading={query.isFetching} searched={past?.searched} isWhole={isWhole} />
      <SearchOffer unsearched={unsearched} newest={newest} state={state} onStart={start} onStop={stop} />
    </>
  );
  if (rows.length === 0) {
    return (
      <>
        <RefreshFailed query={query} onRetry={() => void query.refetch()} />
        <EmptyHistory title={isWhole ? "No writes left in etcd" : "No current version"} isAsked={focusAsked > 0}>
          {foot}
        </EmptyHistory>
      </>
    );
  }
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <RefreshFailed query={query} onRetry={() => void query.refetch()} />
      {isAway && chosen.revision !== undefined && (
        <p role="status" className="shrink-0 border-b border-line bg-warn-bg px-3.5 py-1.5 text-sm text-warn">
          {readsOn || query.isFetching ? "Loading" : "Not found:"} revision {formatGrouped(chosen.revision)}
        </p>
      )}
      <div className="flex min-h-0 flex-1 flex-col @2xl:flex-row">
        <div className="flex max-h-1/2 min-h-0 shrink-0 flex-col border-line @max-2xl:border-b @2xl:max-h-none @2xl:w-[min(42%,340px)] @2xl:border-r">
          <HistoryList
            rows={rows}
            shown={shown}
            base={base}
            focusAsked={focusAsked}
            isSearching={state?.kind === "running"}
            isComparing={isComparing}
            onCompared={() => setComparing(false)}
            onChoose={(next) => address.show(formatChosen(next))}
            onOpen={() => comparison.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus()}
          />
          {foot}
        </div>
        {row !== undefined && compared !== undefined && (
          <VersionCompare
            ref={comparison}
            compared={compared}
            deletedAt={row.kind === "delete" ? row.revision : undefined}
            floor={life.floor}
            now={life.head?.modRevision}
            missing={missingBefore(row, base === undefined ? undefined : rows[base], life)}
            choice={isComparing ? "choosing" : base === undefined ? "none" : "chosen"}
          />
        )}
      </div>
      <HistoryBar restored={restored} head={life.head} unwritable={unwritable} />
      {copied !== undefined && (
        <VersionCopyAs version={copied} head={life.head} floor={life.floor} onClose={() => setCopied(undefined)} />
      )}
      {restoring !== undefined && (
        <RestoreDialog
          version={restoring.version}
          head={restoring.over}
          isOvertaken={restoring.over?.modRevision !== life.head?.modRevision}
          onClose={() => setRestoring(undefined)}
          onRestore={(plan) => {
            setRestoring(undefined);
            const { version, over } = restoring;
            const { value, modRevision: from } = version;
            void restoreVersion({ connected, queryClient }, selected, { over, value, from, plan });
          }}
        />
      )}
    </div>
  );
}

/** Versions that are read of themselves to find the one of a link. */
const mostReadOn = 1000;

function isFurtherBack(revision: Revision | undefined, { end, versions }: KeyLife): boolean {
  const oldest = versions.at(-1);
  if (revision === undefined || oldest === undefined || end !== "more" || versions.length >= mostReadOn) return false;
  return compareInt64(oldest.createRevision, revision) <= 0 && compareInt64(revision, oldest.modRevision) < 0;
}

function ListSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading history" className="min-h-0 flex-1 p-4">
      {["38%", "30%", "34%", "26%"].map((width) => (
        <div key={width} className="skeleton mb-3 h-9" style={{ width }} />
      ))}
    </div>
  );
}
