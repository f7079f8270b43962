import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { subtractInt64 } from "@etcd-explorer/shared/model/int64";
import { describeRollBack } from "@etcd-explorer/shared/model/roll-back";
import { CircleX, History, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { nameOf } from "#/features/watch/model/watch-spec.ts";
import type { SessionView, WatchEntry } from "#/features/watch/state/session-view.ts";
import type { WatchSession } from "#/features/watch/state/watch-session.ts";
import { adviseFailure } from "#/lib/failure-advice.ts";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";

interface WatchStatesProps {
  readonly view: SessionView;
  readonly session: WatchSession;
  readonly onRemove: (id: string) => void;
}

/** Below the filters: each watch that is not live, why, and what can be done about it. */
export function WatchStates({ view, session, onRemove }: WatchStatesProps) {
  return (
    <>
      <RolledBack entries={view.entries.filter(({ status }) => status.kind === "rolled-back")} session={session} />
      {reasonsToWait(view.entries).map(({ why, waiting }) => (
        <Waiting key={why} why={why} waiting={waiting} session={session} />
      ))}
      {view.entries.map((entry) => (
        <WatchState key={entry.id} entry={entry} session={session} onRemove={onRemove} />
      ))}
    </>
  );
}

interface WaitingProps extends Pick<WatchStatesProps, "session"> {
  readonly why: string;
  readonly waiting: readonly WatchEntry[];
}

/** The watches that wait, by what they wait for: all of a page are carried by one connection, and break with it. */
function reasonsToWait(entries: readonly WatchEntry[]): readonly Omit<WaitingProps, "session">[] {
  const reasons = new Map<string, WatchEntry[]>();
  for (const entry of entries) {
    if (entry.status.kind !== "waiting") continue;
    const why = describeFailure(entry.status.failure);
    reasons.set(why, [...(reasons.get(why) ?? []), entry]);
  }
  return [...reasons].map(([why, waiting]) => ({ why, waiting }));
}

function Waiting({ why, waiting, session }: WaitingProps) {
  const [first] = waiting;
  if (first === undefined) return null;
  // One retry is for all that wait.
  const retry = <Button onClick={() => session.tell(first.id, "retryNow")}>Retry now</Button>;
  return (
    <Strip tone="warn" icon={<Unplug />} actions={retry}>
      {waiting.length === 1 ? <WatchName entry={first} /> : `${waiting.length} watches`}
      {waiting.length === 1 ? " is" : " are"} disconnected. {why}.{" "}
      {waiting.length === 1 ? "It continues where it stopped." : "They continue where they stopped."}
    </Strip>
  );
}

function WatchName({ entry: { spec } }: Pick<WatchStateProps, "entry">) {
  const name = nameOf(spec.shape);
  // As in its chip: where it is too long its end is seen.
  return (
    <span
      dir="rtl"
      title={name}
      className={classNames(
        "inline-block max-w-72 truncate align-bottom font-semibold",
        spec.shape.kind !== "all" && "font-mono",
      )}
    >
      <bdi dir="ltr">{name}</bdi>
    </span>
  );
}

/** Where etcd's data went back all watches have stopped, for one reason, and start again together. */
function RolledBack({
  entries,
  session,
}: { readonly entries: readonly WatchEntry[] } & Pick<WatchStatesProps, "session">) {
  const [first] = entries;
  if (first?.status.kind !== "rolled-back") return null;
  return (
    <Strip tone="bad" icon={<CircleX />} actions={<Button onClick={() => session.startAgain()}>Start from now</Button>}>
      {describeRollBack(first.status)} {entries.length === 1 ? "The watch" : "All watches"} stopped. Start again to see
      new events.
    </Strip>
  );
}

interface WatchStateProps extends Pick<WatchStatesProps, "session" | "onRemove"> {
  readonly entry: WatchEntry;
}

function WatchState({ entry, session, onRemove }: WatchStateProps) {
  const { id, status } = entry;
  const name = <WatchName entry={entry} />;
  switch (status.kind) {
    case "asks": {
      const behind = subtractInt64(status.to, status.from) + 1n;
      const count = behind.toLocaleString("en-US");
      return (
        <Strip
          tone="warn"
          icon={<History />}
          actions={
            <>
              <Button onClick={() => session.tell(id, "replay")}>Replay {count} revisions</Button>
              <Button onClick={() => session.tell(id, "beginNow")}>Start from now</Button>
            </>
          }
        >
          {name} is {count} revisions behind. A replay makes etcd read the writes of all keys, which slows other
          clients.
        </Strip>
      );
    }
    case "over":
      return (
        <Strip
          tone="bad"
          icon={<CircleX />}
          actions={
            <>
              <Button onClick={() => session.restart(id)}>Retry</Button>
              <Button onClick={() => onRemove(id)}>Close watch</Button>
            </>
          }
        >
          {name} failed. {describeFailure(status.failure)}. {adviseFailure(status.failure)}
        </Strip>
      );
    case "opening":
    case "live":
    case "ahead":
    case "rolled-back":
    case "waiting":
    case "asleep":
    case "stopped":
      return null;
    default:
      return status satisfies never;
  }
}

interface StripProps {
  readonly tone: "warn" | "bad";
  readonly icon: ReactNode;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

function Strip({ tone, icon, actions, children }: StripProps) {
  return (
    <div
      role="status"
      className={classNames(
        "mx-5 mb-2.5 flex flex-wrap items-center gap-2.5 rounded-md px-3 py-1.5 text-text max-md:mx-3 [&>svg]:size-4 [&>svg]:shrink-0",
        tone === "warn" ? "bg-warn-bg [&>svg]:text-warn" : "bg-bad-bg [&>svg]:text-bad",
      )}
    >
      {icon}
      <p className="min-w-48 flex-1 break-words">{children}</p>
      <div className="flex gap-2">{actions}</div>
    </div>
  );
}
