import { useNavigate, useSearch } from "@tanstack/react-router";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex, parseLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { Plus, RefreshCw, Timer, TimerOff } from "lucide-react";
import { useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { isUnread } from "#/api/cache/is-unread.ts";
import { useNow } from "#/lib/use-now.ts";
import { useKeptLeases } from "#/stores/kept-leases.ts";
import { Button } from "#/ui/button.tsx";
import { ReadAt } from "#/components/read-at.tsx";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import { SelectField } from "#/ui/select-field.tsx";
import { classNames } from "#/ui/class-names.ts";
import { StatePanel } from "#/ui/state-panel.tsx";
import { GrantDialog } from "./grant-dialog.tsx";
import { LeaseDetail } from "./lease-detail.tsx";
import { describeListed, describeLoaded, findUnread, orderLeases, type LeaseOrder } from "./lease-model.ts";
import { LeaseTable } from "./lease-table.tsx";
import { LeasesUnread } from "./leases-unread.tsx";
import { useLeases } from "./use-leases.ts";

const orders: readonly { readonly value: LeaseOrder; readonly label: string }[] = [
  { value: "id", label: "By ID" },
  { value: "soonest", label: "Expiring soonest" },
  { value: "keys", label: "Most keys" },
];

/** All leases, counted down by the page's own clock. */
export function LeasesScreen() {
  const { connection } = useConnected();
  const readOnly = useReadOnly();
  const { lease: linked } = useSearch({ from: "/c/$connection/leases" });
  const navigate = useNavigate({ from: "/c/$connection/leases" });
  const [granting, setGranting] = useState(false);
  const [order, setOrder] = useState<LeaseOrder>("id");
  const { list, hasLeader, answers, refresh, see, askAgain, askAll } = useLeases();
  const all = useKeptLeases(({ leases }) => leases);
  const kept = all.filter(({ connectionId }) => connectionId === connection.id);
  const nowMs = useNow();
  const selected = linked === undefined ? undefined : parseLeaseHex(linked);
  const select = (id: LeaseId | undefined) =>
    void navigate({ search: id === undefined ? {} : { lease: formatLeaseHex(id) }, replace: true });
  useAct("lease.refresh", () => void refresh());
  useAct("lease.grant", () => setGranting(true), readOnly);

  const ids = list.data;
  if (isUnread(list)) {
    return (
      <ScreenFailure
        screen="Leases"
        failure={failureOf(list.error)}
        actions={<Button onClick={() => void refresh()}>Retry</Button>}
      />
    );
  }
  const ordered = ids === undefined ? [] : orderLeases(ids, answers, order, nowMs);
  // None, or just none that could be read: only etcd's answer says that there are no leases.
  const isEmptyUnread = list.isError && ids?.length === 0;
  const known = ids?.filter((id) => answers.has(id)).length ?? 0;
  const loaded = hasLeader ? describeLoaded(known, ids?.length ?? 0, order) : undefined;
  const unread = findUnread(ids ?? [], answers);
  const told = list.isError ? failureOf(list.error) : unread?.failure;
  const hasDetail = selected !== undefined || (ids !== undefined && ids.length > 0);
  return (
    <div className="flex h-full flex-col">
      <header className="flex items-center gap-2.5 max-md:flex-wrap px-5 pt-4 pb-3">
        <h1 className="text-xl font-semibold">Leases</h1>
        {ids !== undefined && !isEmptyUnread && (
          <span className="text-muted">
            {describeListed(ids.length, hasLeader)}
            {loaded !== undefined && ` · ${loaded}`}
          </span>
        )}
        {ids !== undefined && known < ids.length && ids.length > 1000 && (
          <Button variant="ghost" onClick={askAll} title="At most 40 requests/s">
            Load all
          </Button>
        )}
        <div className="flex-1" />
        <ReadAt query={list} what="leases" />
        <SelectField
          bare
          label="Sort order"
          value={order}
          options={orders}
          onPick={(value) => setOrder(orders.find((each) => each.value === value)?.value ?? "id")}
          className="w-40"
        />
        <ActButton act="lease.refresh" label="Refresh" icon={<RefreshCw />} busy={list.isFetching} />
        <ActButton act="lease.grant" label="Grant lease" icon={<Plus />} variant="primary" />
      </header>
      {!isEmptyUnread && (hasLeader || ids?.length !== 0) && (
        <LeasesUnread hasLeader={hasLeader} list={list} unread={unread} onRetry={() => void refresh()} />
      )}
      <div
        className={classNames(
          "grid min-h-0 flex-1 border-t border-line",
          hasDetail && "grid-cols-[minmax(0,1fr)_minmax(320px,34%)] max-md:grid-cols-1 max-md:grid-rows-2",
        )}
      >
        {ids === undefined && <div aria-busy="true" aria-label="Loading leases" className="skeleton m-5 h-40" />}
        {isEmptyUnread && (
          <ScreenFailure
            failure={failureOf(list.error)}
            actions={<Button onClick={() => void refresh()}>Retry</Button>}
          />
        )}
        {ids?.length === 0 && !isEmptyUnread && (
          <StatePanel
            icon={<TimerOff />}
            title={hasLeader ? "No leases" : "Leases not known"}
            actions={
              <Button onClick={() => setGranting(true)} disabled={readOnly !== undefined} title={readOnly}>
                Grant lease
              </Button>
            }
          >
            {hasLeader
              ? "etcd deletes the keys attached to a lease when it expires."
              : "The cluster has no leader. Check members and quorum under Cluster."}
          </StatePanel>
        )}
        {ids !== undefined && ids.length > 0 && (
          <LeaseTable
            ids={ordered}
            answers={answers}
            kept={kept}
            hasLeader={hasLeader}
            nowMs={nowMs}
            selected={selected}
            onSelect={select}
            onSight={see}
          />
        )}
        {hasDetail && (
          <aside
            aria-label="Lease"
            className="min-h-0 overflow-auto border-l border-line bg-panel max-md:border-t max-md:border-l-0"
          >
            {selected === undefined ? (
              <StatePanel icon={<Timer />} title="No lease selected">
                Select a lease to see its keys, keep it alive or revoke it.
              </StatePanel>
            ) : (
              <LeaseDetail
                key={selected}
                id={selected}
                hasLeader={hasLeader}
                told={told && describeFailure(told)}
                onGone={() => {
                  select(undefined);
                  void refresh();
                }}
                onChanged={() => askAgain([selected])}
              />
            )}
          </aside>
        )}
      </div>
      {granting && (
        <GrantDialog
          onClose={() => setGranting(false)}
          onGranted={(id) => {
            setGranting(false);
            select(id);
            void list.refetch();
          }}
        />
      )}
    </div>
  );
}
