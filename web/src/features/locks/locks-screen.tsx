import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { asKey, encodeHex } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { holdsAll } from "@etcd-explorer/shared/model/key-ranges";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import type { Contender, FoundLock } from "@etcd-explorer/shared/model/locks";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { KeyRound, RefreshCw, Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { accessQuery } from "#/api/access/access-query.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useLeaseError } from "#/api/lease/use-lease-error.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { Button } from "#/ui/button.tsx";
import { RefreshFailed } from "#/components/refresh-failed.tsx";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import { mayLackLeader } from "#/lib/failure-advice.ts";
import { tellFailure } from "#/lib/failure-words.ts";
import { inputLook } from "#/ui/field.tsx";
import { focusScreenPlace, screenPlace } from "#/ui/screen-place.ts";
import { StatePanel } from "#/ui/state-panel.tsx";
import { LiveLocks } from "./live-locks.tsx";
import { LockCard } from "./lock-card.tsx";
import { describeFound, describeLeftOut, locksQuery } from "./locks-query.ts";
import { ReadablePrefixes } from "./readable-prefixes.tsx";
import { ReleaseDialog } from "./release-dialog.tsx";

/** Locks and elections below a prefix: who holds them, and who waits. */
export function LocksScreen() {
  const connected = useConnected();
  const { prefix: text = "" } = useSearch({ from: "/c/$connection/locks" });
  const navigate = useNavigate({ from: "/c/$connection/locks" });
  const [typed, setTyped] = useState(text);
  const [releasing, setReleasing] = useState<Contender>();
  const input = useRef<HTMLInputElement>(null);
  const prefix = parseKeyText(text) ?? asKey(new Uint8Array());
  const wrong = parseKeyText(typed) === undefined;
  const readOnly = useReadOnly();
  const queryClient = useQueryClient();
  const access = useQuery(accessQuery(connected.connection)).data;
  const range = prefixRange(prefix);
  // etcd refuses a range of which a part may not be read.
  const limited = access !== undefined && access !== null && !holdsAll(access.read, range) ? access : undefined;
  const found = useQuery({
    ...locksQuery(connected, prefix),
    enabled: access !== undefined && limited === undefined,
  });
  const { refetch } = found;
  const { locks, searched } = (limited === undefined ? found.data : undefined) ?? {};
  const leftOut = searched === undefined ? undefined : describeLeftOut(searched);
  const holder = locks?.[0]?.holder;
  // No locks, or just none that could be read: only etcd's answer says that there are none.
  const isUnread = limited === undefined && found.isError && (locks === undefined || locks.length === 0);
  // Where the locks cannot be read either, that is the one thing to say.
  const leaseError = useLeaseError();
  const unread = found.isError || leaseError === undefined ? undefined : failureOf(leaseError);
  const hasLeases = leaseError === undefined;
  const hadLeases = useRef(true);
  useEffect(() => {
    // Once leases can be read again, as they are by themselves, so can the locks: nobody has to ask for them.
    if (hasLeases && !hadLeases.current && found.isError) void refetch();
    hadLeases.current = hasLeases;
  }, [hasLeases, found.isError, refetch]);
  const search = (name: string) => void navigate({ search: name === "" ? {} : { prefix: name } });
  useAct("locks.find", () => input.current?.focus());
  // What the holders' leases have left belongs to what one sees.
  const refresh = async () => {
    const leases = queryClient.invalidateQueries({ queryKey: etcdCache.everyLease(connected.connection.id) });
    await Promise.all([found.refetch(), leases]);
  };
  useAct("locks.refresh", () => void refresh());
  useAct(
    "locks.release",
    () => {
      const marked = markedContender(locks ?? []) ?? (locks?.length === 1 ? holder : undefined);
      if (marked !== undefined) setReleasing(marked);
      // Of several nobody has said which: the first is marked, and another press asks.
      else document.querySelector<HTMLElement>("[data-contender] button")?.focus();
    },
    readOnly ??
      (holder !== undefined
        ? undefined
        : limited !== undefined
          ? "Choose a prefix first"
          : found.isPending
            ? "Still searching for locks"
            : found.isError
              ? "Could not read the locks"
              : "No locks"),
  );
  return (
    <div className="flex h-full flex-col">
      {connected.at === "live" && limited === undefined && <LiveLocks prefix={prefix} />}
      <header className="flex items-center gap-2.5 max-md:flex-wrap border-b border-line px-5 pt-4 pb-3">
        <h1 className="text-xl font-semibold">Locks and elections</h1>
        {locks !== undefined && searched !== undefined && !isUnread && (
          <span className="text-muted">{describeFound(locks.length, searched)}</span>
        )}
        <div className="flex-1" />
        <form
          className="flex shrink-0 items-center gap-2 max-md:w-full"
          onSubmit={(event) => {
            event.preventDefault();
            // So that the keyboard's shortcuts work again.
            if (!focusScreenPlace()) input.current?.blur();
            if (!wrong) search(typed);
          }}
        >
          <label className="sr-only" htmlFor="locks-prefix">
            Prefix
          </label>
          <input
            ref={input}
            id="locks-prefix"
            value={typed}
            aria-invalid={wrong}
            placeholder="Prefix, such as /locks/"
            onChange={(event) => setTyped(event.target.value)}
            className={`${inputLook} w-72 font-mono placeholder:font-sans max-md:min-w-0 max-md:flex-1`}
          />
          <Button type="submit" disabled={wrong}>
            <Search /> Search
          </Button>
        </form>
        <span {...(locks?.length === 0 && screenPlace)}>
          <ActButton act="locks.refresh" label="Refresh" icon={<RefreshCw />} busy={found.isFetching} />
        </span>
      </header>
      {leftOut !== undefined && (
        <p role="status" className="border-b border-line bg-warn-bg px-5 py-1.5 text-warn">
          {leftOut}
        </p>
      )}
      {!isUnread && limited === undefined && (
        <RefreshFailed
          // Of what failed it tells whether signing in helps.
          query={{ ...found, error: found.error ?? leaseError ?? null }}
          words={unread && tellFailure("Could not read the holders' leases.", unread)}
          actions={
            unread && mayLackLeader(unread) && <ActButton act="cluster.open" label="Open Cluster" className="h-6" />
          }
          onRetry={() => void refresh()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-auto">
        {isUnread && (
          <ScreenFailure
            failure={failureOf(found.error)}
            actions={<Button onClick={() => void found.refetch()}>Retry</Button>}
          />
        )}
        {limited !== undefined && (
          <ReadablePrefixes
            access={limited}
            range={range}
            onPick={(name) => {
              setTyped(name);
              search(name);
            }}
          />
        )}
        {found.isPending && limited === undefined && (
          <div aria-busy="true" aria-label="Searching for locks" className="skeleton m-5 h-24" />
        )}
        {locks?.length === 0 && !isUnread && (
          <StatePanel
            icon={<KeyRound />}
            title={prefix.length === 0 ? "No locks or elections" : `No locks or elections below “${text}”`}
          >
            They are keys named <span className="font-mono text-text">NAME/LEASE-ID</span> that are attached to that
            lease.
          </StatePanel>
        )}
        {locks !== undefined && locks.length > 0 && (
          <div {...screenPlace} className="mx-auto grid max-w-[1100px] gap-3 p-5">
            {locks.map((lock) => (
              <LockCard
                key={encodeHex(lock.name)}
                name={formatKey(lock.name)}
                lock={lock}
                onRelease={setReleasing}
                onExpired={refetch}
              />
            ))}
          </div>
        )}
      </div>
      {releasing !== undefined && (
        <ReleaseDialog
          contender={releasing}
          {...standingOf(locks ?? [], releasing)}
          onClose={() => setReleasing(undefined)}
          onReleased={() => {
            setReleasing(undefined);
            void refresh();
          }}
        />
      )}
    </div>
  );
}

/** Whether a contender holds its lock, and how many wait for that one. */
function standingOf(locks: readonly FoundLock[], { kv }: Contender) {
  const name = formatKey(kv.key);
  const lock = locks.find(({ holder, queue }) => [holder, ...queue].some((other) => formatKey(other.kv.key) === name));
  return { holds: lock === undefined || formatKey(lock.holder.kv.key) === name, waiting: lock?.queue.length ?? 0 };
}

/** The contender in whose row the focus is. */
function markedContender(locks: readonly FoundLock[]): Contender | undefined {
  const name = document.activeElement?.closest<HTMLElement>("[data-contender]")?.dataset["contender"];
  if (name === undefined) return undefined;
  return locks.flatMap(({ holder, queue }) => [holder, ...queue]).find(({ kv }) => formatKey(kv.key) === name);
}
