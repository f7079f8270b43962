import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { Bell, EllipsisVertical, Volume2, X } from "lucide-react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { etcdctlWatch } from "#/features/watch/model/etcdctl-watch.ts";
import { nameOf, type WatchSpec } from "#/features/watch/model/watch-spec.ts";
import type { SessionView, WatchAlert, WatchEntry } from "#/features/watch/state/session-view.ts";
import { askToNotify, playSound } from "#/features/watch/state/watch-alert.ts";
import type { WatchSession } from "#/features/watch/state/watch-session.ts";
import { notify, notifyRefusal } from "#/stores/notices.ts";
import { classNames } from "#/ui/class-names.ts";
import { Menu } from "#/ui/menu.tsx";
import { statusWords } from "./status-words.ts";

const dots = { ok: "bg-ok", warn: "bg-warn", bad: "bg-bad", plain: "bg-faint" } as const;
const shorts = { ok: "text-ok", warn: "text-warn", bad: "text-bad", plain: "text-muted" } as const;

interface WatchChipsProps {
  readonly view: SessionView;
  readonly session: WatchSession;
  readonly onRemove: (id: string) => void;
}

/** The watches: what each is about, its state and how many events it told. */
export function WatchChips({ view, session, onRemove }: WatchChipsProps) {
  const { connection } = useConnected();
  if (view.entries.length === 0) return null;
  return (
    // Many of them scroll, so that the events keep their room; half a row in sight says that there are more.
    <ul
      aria-label="Watches"
      className="-m-1 flex max-h-[130px] min-w-0 flex-wrap gap-2 overflow-y-auto p-1 max-md:max-h-[94px]"
    >
      {view.entries.map((entry) => (
        <li key={entry.id} className="max-w-full">
          <WatchChip
            entry={entry}
            onAlert={(alert) => void setAlert(session, entry, alert)}
            onCopy={() => void copyCommand(entry.spec, connection)}
            onRemove={() => onRemove(entry.id)}
          />
        </li>
      ))}
    </ul>
  );
}

interface WatchChipProps {
  readonly entry: WatchEntry;
  readonly onAlert: (alert: WatchAlert) => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}

function WatchChip({ entry, onAlert, onCopy, onRemove }: WatchChipProps) {
  const { spec, status, count, alert } = entry;
  const { tone, short, long } = statusWords(status);
  const name = nameOf(spec.shape);
  const toggled = (wanted: WatchAlert) => () => onAlert(alert === wanted ? "none" : wanted);
  return (
    <div
      className="flex h-7 max-w-full items-center gap-2 rounded-md border border-line bg-raised pr-0.5 pl-2.5"
      title={`${describeSpec(spec)}\n${long}`}
    >
      <span aria-hidden className={classNames("size-2 shrink-0 rounded-full", dots[tone])} />
      <span className="sr-only">{long}</span>
      {/* Where it is too long its end is seen: names of one folder begin alike. */}
      <span dir="rtl" className={classNames("max-w-72 min-w-0 truncate", spec.shape.kind !== "all" && "font-mono")}>
        <bdi dir="ltr">{name}</bdi>
      </span>
      {spec.only !== undefined && <span className="shrink-0 text-sm text-muted">{spec.only}s</span>}
      <span className="shrink-0 text-muted tabular-nums">{formatGrouped(count)}</span>
      {short !== "" && <span className={classNames("shrink-0 text-sm", shorts[tone])}>{short}</span>}
      {alert === "notify" && <Bell aria-label="Notifies" className="size-3.5 shrink-0 text-accent" />}
      {alert === "sound" && <Volume2 aria-label="Plays a sound" className="size-3.5 shrink-0 text-accent" />}
      <span className="flex shrink-0 [&>button]:size-6">
        <Menu
          label={`Options of ${name}`}
          icon={<EllipsisVertical />}
          items={[
            {
              id: "notify",
              label: alert === "notify" ? "Stop notifications" : "Notify on events",
              onPick: toggled("notify"),
            },
            {
              id: "sound",
              label: alert === "sound" ? "Stop sounds" : "Play sound on events",
              onPick: toggled("sound"),
            },
            { id: "copy", label: "Copy as etcdctl", begins: true, onPick: onCopy },
            { id: "close", label: "Close watch", begins: true, onPick: onRemove },
          ]}
        />
        <button
          type="button"
          aria-label={`Close watch ${name}`}
          title="Close watch"
          onClick={onRemove}
          className="inline-flex items-center justify-center rounded-md text-muted hover:bg-line hover:text-text [&_svg]:size-3.5"
        >
          <X />
        </button>
      </span>
    </div>
  );
}

/** `Prefix /config/, from revision 1,200, puts only`. */
function describeSpec({ shape, startRevision, only }: WatchSpec): string {
  const kinds = { key: "Key ", prefix: "Prefix ", range: "Range ", all: "" } as const;
  const from = startRevision === undefined ? "" : `, from revision ${formatGrouped(startRevision)}`;
  return `${kinds[shape.kind]}${nameOf(shape)}${from}${only === undefined ? "" : `, ${only}s only`}`;
}

async function copyCommand(spec: WatchSpec, connection: Connection): Promise<void> {
  const command = etcdctlWatch(spec, equivalentTarget(connection));
  if (command === undefined) return notifyRefusal("etcdctl has no command for this watch.");
  await copyAndSay(
    command,
    spec.only === undefined ? "Copied command" : "Copied command. etcdctl shows all event types.",
  );
  return undefined;
}

async function setAlert(session: WatchSession, { id }: WatchEntry, alert: WatchAlert): Promise<void> {
  const refusal = alert === "notify" ? await askToNotify() : undefined;
  if (refusal !== undefined) return notifyRefusal(refusal);
  session.setAlert(id, alert);
  if (alert === "sound") playSound();
  if (alert === "none") return undefined;
  return notify("Alerts are on while another window or tab is in front. They stop 5 minutes after this tab is hidden.");
}
