import { useQueryClient } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { useRef, useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useUnwritable } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { RefreshFailed } from "#/components/refresh-failed.tsx";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import type { KeyState } from "#/features/value/key/key-query.ts";
import { restoreVersion } from "#/features/value/write/restore-write.ts";
import { encodingOf, toEditText } from "#/lib/formats/value-text.ts";
import { Button } from "#/ui/button.tsx";
import { formatChosen, parseChosen } from "./chosen-versions.ts";
import type { HistoryAddress } from "./history-address.ts";
import { HistoryBar } from "./history-bar.tsx";
import { HistoryFoot } from "./history-foot.tsx";
import { HistoryList } from "./history-list.tsx";
import { useKeyHistory, versionQuery } from "./history-query.ts";
import { comparedBy, hasValue, historyRows, restoredBy } from "./history-rows.ts";
import { RestoreDialog } from "./restore-dialog.tsx";
import { VersionCompare } from "./version-compare.tsx";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { KeyVersion } from "@etcd-explorer/shared/read/history/key-version";

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
  const [restoring, setRestoring] = useState<KeyValue>();
  const life = query.data?.life;
  const rows = life === undefined ? [] : historyRows(life);
  const chosen = parseChosen(address.text) ?? {};
  const indexOf = (revision: string | undefined) => rows.findIndex((row) => row.revision === revision);
  const shown = Math.max(0, indexOf(chosen.revision));
  const found = indexOf(chosen.base);
  const base = found === -1 || found === shown ? undefined : found;
  const row = rows[shown];
  const compared = row && comparedBy(row, base === undefined ? undefined : rows[base]);
  const restored = row && compared && restoredBy(row, compared, life?.head);
  const looked = compared?.after ?? compared?.before;

  const withValue = async (version: KeyVersion, then: (kv: KeyValue) => void) => {
    if (hasValue(version)) return then(version);
    const read = await queryClient.fetchQuery(versionQuery(connected, version, life?.floor ?? version.modRevision));
    return hasValue(read) ? then(read) : undefined;
  };
  useAct("history.older", loadOlder, life?.end === "more" ? undefined : "No older versions");
  useAct(
    "history.restore",
    () => {
      if (restored !== undefined) void withValue(restored, setRestoring);
    },
    unwritable ?? (restored === undefined ? "Select an older version" : undefined),
  );
  useAct(
    "history.copy",
    () => {
      if (looked !== undefined) void withValue(looked, copyVersion);
    },
    looked === undefined ? "No version" : undefined,
  );
  const viewThen = () => {
    if (row !== undefined) address.viewAt(row.revision);
  };
  useAct("history.view", viewThen, row === undefined ? "No version" : undefined);

  if (query.isPending) return <ListSkeleton />;
  if (life === undefined) {
    const actions = <Button onClick={() => void query.refetch()}>Retry</Button>;
    return <ScreenFailure failure={failureOf(query.error)} actions={actions} />;
  }
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <RefreshFailed query={query} onRetry={() => void query.refetch()} />
      <div className="flex min-h-0 flex-1 flex-col @2xl:flex-row">
        <div className="flex max-h-1/2 min-h-0 shrink-0 flex-col border-line @max-2xl:border-b @2xl:max-h-none @2xl:w-[min(42%,340px)] @2xl:border-r">
          <HistoryList
            rows={rows}
            shown={shown}
            base={base}
            focusAsked={focusAsked}
            onChoose={(next) => address.show(formatChosen(next))}
            onOpen={() => comparison.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus()}
          />
          <HistoryFoot life={life} isReading={query.isFetching} />
        </div>
        {row !== undefined && compared !== undefined && (
          <VersionCompare
            ref={comparison}
            compared={compared}
            deletedAt={row.kind === "delete" ? row.revision : undefined}
            floor={life.floor}
            now={life.head?.modRevision}
          />
        )}
      </div>
      <HistoryBar restored={restored} head={life.head} unwritable={unwritable} />
      {restoring !== undefined && (
        <RestoreDialog
          version={restoring}
          head={life.head}
          onClose={() => setRestoring(undefined)}
          onRestore={(plan) => {
            setRestoring(undefined);
            const { value, modRevision: from } = restoring;
            void restoreVersion({ connected, queryClient }, selected, { over: life.head, value, from, plan });
          }}
        />
      )}
    </div>
  );
}

function copyVersion({ value, modRevision }: KeyValue): void {
  const encoding = encodingOf(value);
  const what = encoding === "text" ? "value" : `value as ${encoding}`;
  void copyAndSay(toEditText(value, encoding), `Copied ${what} of revision ${formatGrouped(modRevision)}`);
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
