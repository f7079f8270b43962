import { useQuery } from "@tanstack/react-query";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatName } from "@etcd-explorer/shared/model/key-text";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { Database, History, Lock, LockOpen, LogOut, Search, SunMoon } from "lucide-react";
import { Suspense } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { classNames } from "#/ui/class-names.ts";
import type { At } from "@etcd-explorer/shared/model/at";
import { refuseAll } from "#/api/access/unwritable.ts";
import { keysOf, titleWithKeys } from "#/acts/act-words.ts";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { configQuery } from "#/api/connection/config-query.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { signOut } from "#/api/connection/sign-out.ts";
import { forgetNames } from "#/stores/confirmed-names.ts";
import { setLocked } from "#/stores/locked-connections.ts";
import { rememberCredentials, useCredentials } from "#/stores/credentials.ts";
import { notify } from "#/stores/notices.ts";
import { useLiveState } from "#/stores/live/live-state.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import { Badge } from "#/ui/badge.tsx";
import { Kbd } from "#/ui/kbd.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { Switcher, SwitcherButton } from "./switcher.tsx";

const LiveBadge = lazyPart(async () => (await import("./live-badge.tsx")).LiveBadge);
const PastChip = lazyPart(async () => (await import("./past-chip.tsx")).PastChip);

interface TopBarProps {
  readonly connection: Connection | undefined;
  readonly viewing: At;
}

/** The bar across the top: where one is connected, at which revision, and the way to everything else. */
export function TopBar({ connection, viewing }: TopBarProps) {
  const hasSession = useQuery(configQuery).data?.session === true;
  // Who has signed in to etcd here; one whom the server's configuration names cannot be signed out.
  const user = useCredentials((known) => (connection === undefined ? undefined : known[connection.id]?.username)) ?? "";
  const isSignedIn = hasSession || user !== "";
  const end = () => {
    forgetNames();
    // This leads to another page, and the passwords go with this one.
    if (hasSession) void signOut().catch((error: unknown) => notify(describeFailure(failureOf(error)), "bad"));
    else if (connection !== undefined && user !== "") {
      rememberCredentials(connection.id, undefined);
      notify(`Signed out ${formatName(user)}`);
    }
  };
  useAct("session.end", end, isSignedIn ? undefined : "Not signed in");
  return (
    <header
      className={classNames(
        "flex h-11 shrink-0 items-center gap-4 border-b pr-4 max-md:gap-2 max-md:px-2",
        viewing === "live" ? "border-line bg-panel" : "border-warn bg-warn-bg",
      )}
    >
      <div className="flex w-[51px] shrink-0 max-md:hidden justify-center text-accent">
        <Database className="size-5" aria-label="etcd explorer" />
      </div>
      {connection === undefined ? (
        <SwitcherButton title="Switch connection" border="border-line">
          <span className="font-semibold">No connection</span>
        </SwitcherButton>
      ) : (
        <>
          <Switcher connection={connection} />
          {connection.isProduction && (
            <Badge tone="bad" className="-ml-1.5 max-md:ml-0">
              production
            </Badge>
          )}
          {viewing === "live" ? (
            <RevisionSeen connection={connection} />
          ) : (
            <Suspense>
              <PastChip connection={connection} revision={viewing} />
            </Suspense>
          )}
        </>
      )}
      <div className="flex-1" />
      <button
        type="button"
        onClick={() => runAct("palette.open")}
        className="flex h-7 w-[300px] min-w-40 shrink-[9] items-center gap-2 rounded-md border border-line bg-bg px-2.5 text-muted hover:border-faint max-md:w-7 max-md:min-w-7 max-md:shrink-0 max-md:justify-center max-md:px-0"
      >
        <Search className="size-3.5 shrink-0" />
        <span className="flex-1 truncate text-left max-md:sr-only">Go to key or run command</span>
        <span className="flex max-md:hidden">
          <Kbd>{keysOf("palette.open")}</Kbd>
        </span>
      </button>
      {connection !== undefined && <AccessLock connection={connection} viewing={viewing} />}
      <ActButton act="theme.toggle" variant="ghost" label={null} icon={<SunMoon />} className="w-7 px-0" />
      {isSignedIn && (
        <ActButton act="session.end" variant="ghost" label={null} icon={<LogOut />} className="-ml-3 w-7 px-0" />
      )}
    </header>
  );
}

function RevisionSeen({ connection }: { readonly connection: Connection }) {
  const revision = useRequestLog(({ revisions }) => revisions[connection.id]);
  const live = useLiveState(({ state }) => state);
  if (revision === undefined) return null;
  return (
    <span className="flex shrink-0 items-center gap-1.5 text-muted">
      <button
        type="button"
        title={`Newest revision seen. ${titleWithKeys("past.view")}`}
        onClick={() => runAct("past.view")}
        className="flex items-center gap-1.5 rounded hover:text-text max-md:hidden"
      >
        <History className="size-3.5" />
        revision <b className="font-semibold text-text tabular-nums">{formatGrouped(revision)}</b>
      </button>
      <Suspense>{live !== undefined && <LiveBadge state={live} />}</Suspense>
    </span>
  );
}

/** Whether this browser may write: a lock that one click closes and opens, unless something else keeps it closed. */
function AccessLock({ connection, viewing }: { readonly connection: Connection; readonly viewing: At }) {
  const isLocked = connection.isLocked === true;
  const fixed = isLocked ? undefined : refuseAll(connection, viewing);
  const toggle = () => {
    const isKept = setLocked(connection.id, !isLocked);
    if (!isKept) notify("Not kept after a reload: this browser's storage is full or blocked", "bad");
    else
      notify(isLocked ? "Writes allowed in this browser" : "Read-only in this browser: the server refuses its writes");
  };
  useAct("session.lock", toggle, fixed);
  const readOnly = isLocked || fixed !== undefined;
  const isPast = viewing !== "live";
  return (
    <button
      type="button"
      aria-pressed={readOnly}
      disabled={fixed !== undefined}
      onClick={() => runAct("session.lock")}
      className={classNames(
        "flex h-7 shrink-0 items-center gap-1.5 rounded-md border bg-raised px-2.5 font-medium",
        isLocked || isPast ? "border-warn text-warn" : "border-line",
        fixed === undefined && "hover:border-faint",
      )}
      title={fixed ?? (isLocked ? "Allow writes in this browser" : "Make read-only in this browser")}
    >
      {readOnly ? <Lock className="size-3.5 text-warn" /> : <LockOpen className="size-3.5 text-muted" />}
      <span className="max-md:sr-only">{isPast ? "Read-only: the past" : readOnly ? "Read-only" : "Read & write"}</span>
    </button>
  );
}
