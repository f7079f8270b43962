import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import { formatName } from "@etcd-explorer/shared/model/key-text";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { useQuery } from "@tanstack/react-query";
import { CircleHelp, HeartPulse, User } from "lucide-react";
import { keysOf } from "#/acts/act-words.ts";
import { authenticationQuery } from "#/api/connection/authentication.ts";
import { runAct } from "#/acts/registry.ts";
import type { Connection } from "#/api/connection/connection.ts";
import type { RequestEntry } from "#/lib/request-entry.ts";
import { formatDuration } from "#/lib/format.ts";
import { listEdits, useDrafts } from "#/stores/drafts.ts";
import { useKeptLeases } from "#/stores/kept-leases.ts";
import { useLiveTraffic } from "#/stores/live/traffic.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import { classNames } from "#/ui/class-names.ts";
import { FooterSlot } from "#/ui/footer-slot.tsx";
import { Kbd } from "#/ui/kbd.tsx";
import { UnsavedDot } from "#/ui/unsaved-dot.tsx";

/** The line at the bottom: the last request and the watches with what they cost, who asks, and the way to the shortcuts. */
export function Footer({ connection }: { readonly connection: Connection | undefined }) {
  const last = useRequestLog((log) => log.last);
  return (
    <footer
      data-foot
      className="flex h-[26px] shrink-0 items-center gap-4 border-t border-line bg-panel px-3 text-sm text-muted"
    >
      <span
        data-testid="last-request"
        className={classNames("truncate font-mono", last?.failed === true && "text-bad")}
      >
        {last === undefined ? "No requests yet" : describeRequest(last)}
      </span>
      {connection !== undefined && <LiveTraffic connection={connection} />}
      <FooterSlot />
      <UnsavedBadge />
      <KeptBadge />
      <div className="flex-1" />
      {connection !== undefined && <UserName connection={connection} />}
      <button
        type="button"
        onClick={() => runAct("shortcuts.open")}
        className="flex shrink-0 items-center gap-1.5 rounded hover:text-text max-md:hidden"
      >
        <CircleHelp className="size-3.5" />
        Shortcuts <Kbd>{keysOf("shortcuts.open")}</Kbd>
      </button>
    </footer>
  );
}

/** `WS /api/etcd/watch · 3 watches · 1.2 MB`, while there are any: one connection carries them all. */
function LiveTraffic({ connection }: { readonly connection: Connection }) {
  const traffic = useLiveTraffic((all) => all[connection.id]);
  if (traffic === undefined || traffic.watches === 0) return null;
  const watches = traffic.watches === 1 ? "1 watch" : `${traffic.watches} watches`;
  return (
    <span data-testid="live-traffic" className="shrink-0 font-mono max-md:hidden">
      WS {endpoints.watch.path} · {watches} · {formatBytes(traffic.receivedBytes)}
    </span>
  );
}

/** Who asks. Without authentication that is nobody, whatever user was given. */
function UserName({ connection }: { readonly connection: Connection }) {
  const { user } = connection;
  const { data } = useQuery({ ...authenticationQuery(connection), enabled: user !== "" });
  const isOff = user !== "" && data === "off";
  return (
    <span
      className="flex shrink-0 items-center gap-1.5"
      title={isOff ? `Authentication is off: the user ${formatName(user)} is not used` : undefined}
    >
      <User className="size-3.5" />
      {user === "" || isOff ? "No user" : formatName(user)}
      {isOff && " · authentication off"}
    </span>
  );
}

/** How many edits are not saved, and the way to them. */
function UnsavedBadge() {
  const count = listEdits(useDrafts()).length;
  if (count === 0) return null;
  return (
    <button
      type="button"
      onClick={() => runAct("drafts.open")}
      className="flex shrink-0 items-center gap-1 rounded bg-warn-bg px-1.5 text-xs leading-[18px] text-warn"
    >
      <UnsavedDot />
      {count} unsaved {count === 1 ? "edit" : "edits"}
    </button>
  );
}

/** How many leases end unless this page stays open, and the way to them. */
function KeptBadge() {
  const leases = useKeptLeases((kept) => kept.leases);
  if (leases.length === 0) return null;
  const failing = leases.filter(({ trouble }) => trouble !== undefined).length;
  return (
    <button
      type="button"
      title="While this page is open"
      onClick={() => runAct("leases.open")}
      className={classNames(
        "flex shrink-0 items-center gap-1 rounded px-1.5 text-xs leading-[18px]",
        failing > 0 ? "bg-bad-bg text-bad" : "bg-ok-bg text-ok",
      )}
    >
      <HeartPulse className="size-3" />
      {describeKept(leases.length, failing)}
    </button>
  );
}

/** `Keeping 2 leases alive`; `Keep-alive fails for 1 of 2 leases`. */
function describeKept(kept: number, failing: number): string {
  const leases = kept === 1 ? "1 lease" : `${kept} leases`;
  if (failing === 0) return `Keeping ${leases} alive`;
  return `Keep-alive fails for ${kept === 1 ? leases : `${failing} of ${leases}`}`;
}

/** `POST /v3/kv/txn · 200 · 3.2 ms · 1.4 kB`. */
function describeRequest(entry: RequestEntry): string {
  const parts = [`${entry.method} ${entry.path}`, outcomeWords(entry), formatDuration(entry.durationMs)];
  if (entry.sizeBytes > 0) parts.push(formatBytes(entry.sizeBytes));
  return parts.join(" · ");
}

function outcomeWords({ outcome, expected }: RequestEntry): string {
  return expected === true ? `${outcome} expected` : String(outcome);
}
