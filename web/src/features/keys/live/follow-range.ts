/** One watch of one range, with all that follows it: the cache, the meter, and whoever wants to know. */
import type { QueryClient } from "@tanstack/react-query";
import { asRevision, addInt64, compareInt64, subtractInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import type { KeyEvent, WatchStatus } from "@etcd-explorer/shared/model/watch";
import type { LiveStream, WatchHandle } from "#/api/live/live-stream.ts";
import type { KeyState } from "#/api/keys/key-state.ts";
import type { LiveState } from "#/stores/live/live-state.ts";
import { ChangeLog, type LoggedChange } from "./change-log.ts";
import { CacheFollower } from "./follow-cache.ts";
import { collectMs, LoadMeter } from "./load-meter.ts";

export interface RangeListener {
  /** What happened, once the cache holds it. */
  readonly onChanges: (changes: readonly LoggedChange[]) => void;
  readonly onKey: (state: KeyState, event: KeyEvent) => void;
  readonly onState: (state: LiveState) => void;
  /** The newest revision of the keyspace that was told of. */
  readonly onRevision: (revision: Revision) => void;
}

export interface FollowRange {
  readonly client: QueryClient;
  readonly connectionId: string;
  readonly stream: LiveStream;
  readonly span: KeySpan;
  /** What is still followed while there is too much. */
  readonly busyFollows: "key" | "nothing";
  /** The newest revision that was seen; undefined: none was. */
  readonly newest: () => Revision | undefined;
}

/** What was read further back than so many revisions is read again: etcd would replay all of them. */
const mostReplayed = 5000;

/** Follows a range until it is closed. */
export function followRange(follow: FollowRange, listener: RangeListener): { readonly close: () => void } {
  const meter = new LoadMeter();
  let end = begin(follow, meter, listener, rest);
  let timer: ReturnType<typeof setTimeout> | undefined;
  function rest(restMs: number): void {
    end();
    end = () => undefined;
    listener.onState({ kind: "busy", follows: follow.busyFollows, againAtMs: Date.now() + restMs });
    timer = setTimeout(() => {
      end = begin(follow, meter, listener, rest);
    }, restMs);
  }
  return {
    close: () => {
      clearTimeout(timer);
      end();
    },
  };
}

/** Opens the watch. `onBusy`: it told more than is bearable, and is to rest for so long. */
function begin(
  { client, connectionId, stream, span, newest }: FollowRange,
  meter: LoadMeter,
  listener: RangeListener,
  onBusy: (restMs: number) => void,
): () => void {
  const log = new ChangeLog();
  const follower = new CacheFollower({ client, connectionId, span, log, onKey: listener.onKey });
  const readAt = follower.readAt();
  const from = readAt !== undefined && isNear(readAt, newest()) ? asRevision(addInt64(readAt, 1)) : undefined;
  log.begin(from);
  let told: Revision | undefined = readAt;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    follower.flush();
    const { completeTo } = log;
    const changes = told === undefined ? undefined : log.since(told);
    told = completeTo ?? told;
    if (changes !== undefined && changes.length > 0) listener.onChanges(changes);
    if (completeTo !== undefined) listener.onRevision(completeTo);
  };
  const flushSoon = (): void => {
    timer ??= setTimeout(flush, collectMs(meter.eventsPerSecond(performance.now())));
  };
  const handle: WatchHandle = stream.watch(
    { range: span, ...(from === undefined ? {} : { startRevision: from }) },
    {
      onEvents: (events) => {
        log.note(events);
        follower.note(events);
        const nowMs = performance.now();
        meter.note(events.length, sizeOf(events), nowMs);
        const restMs = meter.restFor(nowMs);
        if (restMs === undefined) flushSoon();
        else onBusy(restMs);
      },
      onGap: ({ to }) => {
        log.skip(to);
        flushSoon();
      },
      onStatus: (status) => {
        // Nobody waits for a replay here: what is shown is read again instead.
        if (status.kind === "asks") return handle.beginNow();
        if (status.kind === "live") {
          log.complete(status.completeTo);
          flushSoon();
        }
        return listener.onState(stateOf(status));
      },
    },
  );
  return () => {
    clearTimeout(timer);
    handle.close();
    follower.end();
  };
}

function isNear(revision: Revision, newest: Revision | undefined): boolean {
  return newest === undefined || compareInt64(newest, revision) <= 0 || subtractInt64(newest, revision) <= mostReplayed;
}

function stateOf(status: Exclude<WatchStatus, { kind: "asks" }>): LiveState {
  return status.kind === "live" ? { kind: "live" } : status;
}

/** What events cost, as far as their keys and values go. */
function sizeOf(events: readonly KeyEvent[]): number {
  return events.reduce((sum, event) => sum + event.key.length + (event.type === "put" ? event.kv.value.length : 0), 0);
}
