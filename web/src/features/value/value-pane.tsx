import { useQuery, useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped, formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { FileQuestion, History, Plus, Redo2, RefreshCw, Undo2 } from "lucide-react";
import { Suspense, useEffect, useEffectEvent } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { runAct } from "#/acts/registry.ts";
import { runAtFocus } from "#/acts/run-at-focus.ts";
import { StaleReadsButton } from "#/components/stale-reads-button.tsx";
import type { ActId } from "#/acts/table.ts";
import { useAct } from "#/acts/use-act.ts";
import { useUnwritable } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { refreshAfterWrite } from "#/api/keys/refresh-after-write.ts";
import { removerOf } from "#/lib/history-keys.ts";
import { describeEntry } from "#/lib/write-history-model.ts";
import { useChosenFormats } from "#/stores/chosen-formats.ts";
import { draftId, useDrafts } from "#/stores/drafts.ts";
import { useEditorSettings } from "#/stores/editor-settings.ts";
import { encodingOfView, useValueView } from "#/stores/layout/value-views.ts";
import { useWriteHistory } from "#/stores/write-history.ts";
import { Button } from "#/ui/button.tsx";
import { RefreshFailed } from "#/components/refresh-failed.tsx";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";
import { buildEditorModel } from "#/features/value/text/editor-model.ts";
import type { HistoryAddress } from "#/features/value/history/history-address.ts";
import { KeyEditor } from "./key-editor.tsx";
import { AbsentHistory } from "#/features/value/history/absent-history.tsx";
import { useHistoryAct } from "#/features/value/history/history-tab.tsx";
import { keyQuery } from "#/features/value/key/key-query.ts";
import { useDecoding } from "#/components/use-decoding.ts";
import { useObjectCodec } from "#/lib/kubernetes/use-object-codec.ts";
import { useKubernetesSession } from "#/stores/layout/kubernetes-session.ts";
import type { KeyState } from "#/api/keys/key-state.ts";
import { useExpiry } from "#/features/value/key/use-expiry.ts";

const AbsentThen = lazyPart(async () => (await import("#/features/value/past/absent-then.tsx")).AbsentThen);

interface ValuePaneProps {
  readonly selected: Key;
  /** Opens the dialog for a new key of this name. */
  readonly onCreate: (key: Key) => void;
  /** Goes to another key: the one that a rename or a duplicate made. */
  readonly onOpen: (key: Key) => void;
  readonly history: HistoryAddress;
  /** What is to be done with this key as soon as it is there. */
  readonly begun: { readonly act: ActId } | undefined;
  readonly onBegun: () => void;
}

/** The right side of the keys screen: one key, its facts and its value. Give it the key as React key. */
export function ValuePane({ selected, onCreate, onOpen, history, begun, onBegun }: ValuePaneProps) {
  const connected = useConnected();
  const query = useQuery(keyQuery(connected, selected));
  const endedLease = useExpiry(query.data?.kv);
  const kept = useDrafts((drafts) => drafts[draftId(connected.connection.id, encodeHex(selected))]);
  const isPast = connected.at !== "live";
  // An edit is of what is now: it waits there.
  const draft = isPast ? undefined : kept;
  const queryClient = useQueryClient();
  const refresh = () => {
    if (isPast) {
      void query.refetch();
      return;
    }
    // The tree and the table show it, too: a key that is gone must not stay there.
    void refreshAfterWrite(queryClient, connected, selected);
    const lease = query.data?.kv?.lease;
    if (lease === undefined) return;
    void queryClient.invalidateQueries({ queryKey: etcdCache.lease(connected.connection.id, lease) });
  };
  useAct("key.refresh", refresh, query.isFetching ? "Already loading" : undefined);
  const id = draftId(connected.connection.id, encodeHex(selected));
  const chosen = useChosenFormats(({ byDraftId }) => byDraftId[id]);
  const encoding = encodingOfView(useValueView(id));
  const formatted = useEditorSettings((settings) => settings.showsFormatted);
  // What could not be read has not changed: an edit goes on from what it began with.
  const current = query.data === undefined ? draft?.base : query.data.kv;
  const loaded = useObjectCodec(current?.value, draft?.base.value);
  const revealed = useKubernetesSession((session) => session.revealed.has(id));
  const codec = loaded === "loading" ? undefined : loaded;
  const opened = useDecoding(connected.connection.id, selected, current?.value, draft?.base.value);
  const decoding = opened === "loading" ? undefined : opened;
  const model = buildEditorModel(current, draft, { chosen, encoding, formatted, codec, decoding, revealed });
  const isThere = model !== undefined || begun?.act === "history.open";
  const settle = useEffectEvent((act: ActId) => {
    onBegun();
    if (isThere) runAtFocus([act]);
  });
  useEffect(() => {
    if (begun !== undefined && !query.isPending) settle(begun.act);
  }, [begun, query.isPending]);

  if (query.isPending || loaded === "loading" || opened === "loading") return <ValueSkeleton />;
  // An edit is never hidden behind a failed read: it stays in the editor, and a line above tells of the failure.
  if (query.isError && model === undefined) {
    const failure = failureOf(query.error);
    const actions = (
      <>
        <StaleReadsButton failure={failure} />
        <ActButton act="key.refresh" label="Retry" icon={<RefreshCw />} />
      </>
    );
    const advice = failure.kind === "too-large" ? tooLargeAdvice : undefined;
    return <ScreenFailure failure={failure} actions={actions} advice={advice} />;
  }
  if (model === undefined) {
    const state = query.data ?? { revision: undefined };
    return <AbsentKey selected={selected} now={state} endedLease={endedLease} history={history} onCreate={onCreate} />;
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <RefreshFailed query={query} onRetry={refresh} />
      <div className="min-h-0 flex-1">
        <KeyEditor
          model={model}
          hasKeptEdit={isPast && kept !== undefined}
          current={query.data?.kv}
          revision={query.data?.revision}
          history={history}
          onOpen={onOpen}
        />
      </div>
    </div>
  );
}

const tooLargeAdvice = "The value is too large for the explorer. Read it with etcdctl get.";

interface AbsentKeyProps extends Pick<ValuePaneProps, "selected" | "history" | "onCreate"> {
  readonly now: KeyState;
  /** The lease that took it along while it was open. */
  readonly endedLease: LeaseId | undefined;
}

function AbsentKey({ selected, now, endedLease, history, onCreate }: AbsentKeyProps) {
  const deletedAt = now.isDeleted === true ? now.revision : undefined;
  const { connection, at } = useConnected();
  const unwritable = useUnwritable({ key: selected }, { isNew: true });
  const remover = removerOf(useWriteHistory(), connection.id, selected);
  const reversal = remover?.state === "done" ? "edit.undo" : "edit.redo";
  useAct("key.create", () => onCreate(selected), unwritable);
  const focusAsked = useHistoryAct(selected, history);
  if (history.text !== undefined) {
    return <AbsentHistory selected={selected} now={now} address={history} focusAsked={focusAsked} />;
  }
  if (at !== "live") {
    return (
      <Suspense fallback={<div aria-busy="true" />}>
        <AbsentThen selected={selected} at={at} />
      </Suspense>
    );
  }
  return (
    <StatePanel
      icon={<FileQuestion />}
      title={
        endedLease !== undefined
          ? "This key has expired"
          : deletedAt !== undefined
            ? "This key was deleted"
            : "This key does not exist"
      }
      actions={
        <>
          {remover !== undefined && remover.writes.length > 0 && (
            <Button onClick={() => runAct(reversal, String(remover.id))}>
              {remover.state === "done" ? <Undo2 /> : <Redo2 />} {remover.state === "done" ? "Undo" : "Redo"}
            </Button>
          )}
          <ActButton act="key.refresh" label="Refresh" icon={<RefreshCw />} />
          <ActButton act="history.open" label="Show history" icon={<History />} />
          <ActButton act="key.create" label="Create key" variant="primary" icon={<Plus />} />
        </>
      }
    >
      <span className="font-mono text-text">{formatKey(selected)}</span>{" "}
      {endedLease !== undefined
        ? `was deleted with its lease ${formatLeaseHex(endedLease)}.`
        : remover === undefined
          ? deletedAt === undefined
            ? "was not there when it was read. It may have been deleted, or its lease ended."
            : `was deleted at revision ${formatGrouped(deletedAt)}, by another client or with its lease.`
          : `is gone. Your last ${remover.state === "done" ? "write" : "undo"}: ${describeEntry(remover)}`}
    </StatePanel>
  );
}

function ValueSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading key" className="p-4">
      <div className="skeleton mb-3 h-5 w-72" />
      <div className="skeleton mb-8 h-4 w-[420px]" />
      {["60%", "40%", "72%", "30%"].map((width) => (
        <div key={width} className="skeleton mb-2 h-4" style={{ width }} />
      ))}
    </div>
  );
}
