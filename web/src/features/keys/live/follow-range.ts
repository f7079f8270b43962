/** One watch of one range, with all that follows it: the cache, the meter, and whoever wants to know. */
import type { QueryClient } from "@tanstack/react-query";
import { asRevision, addInt64, compareInt64, subtractInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import type { LiveStream } from "#/api/live/live-stream.ts";
import type { KeyState } from "#/api/keys/key-state.ts";
import { watchBearably, type WatchTurn } from "#/components/live/bearable-watch.ts";
import type { RollBack } from "#/components/live/say-roll-back.ts";
import type { LiveState } from "#/stores/live/live-state.ts";
import { ChangeLog, type LoggedChange } from "./change-log.ts";
import { CacheFollower } from "./follow-cache.ts";

export interface RangeListener {
  /** What happened, once the cache holds it. */
  readonly onChanges: (changes: readonly LoggedChange[]) => void;
  /** Between the last changes and the next ones there were others that nobody tells of. */
  readonly onMissed: () => void;
  readonly onKey: (state: KeyState, event: KeyEvent) => void;
  /** Told when it stands otherwise than before, however many messages come in between. */
  readonly onState: (state: LiveState) => void;
  /** The newest revision of the keyspace that was told of. */
  readonly onRevision: (revision: Revision) => void;
  /** etcd's data has gone back: all that was read is to be read again. */
  readonly onRollBack: (fell: RollBack) => void;
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
  const { stream, span, busyFollows } = follow;
  let turns = 0;
  // What came during a rest was too much once: it is not replayed, what is shown is read again.
  let turn: Turn | undefined;
  const begin = () => (turn = beginTurn(follow, listener, turns++ === 0, tell));
  let state: LiveState | undefined;
  let told: LiveState | undefined;
  /** Says how the screen follows, if that is news. */
  function tell(): void {
    const now = state?.kind === "live" && turn?.isBehind() === true ? reading : state;
    if (now === undefined || now === told) return;
    told = now;
    listener.onState(now);
  }
  const onState = (next: LiveState): void => {
    state = next;
    tell();
  };
  return watchBearably({ stream, range: span, busyFollows, begin, onState, onRollBack: listener.onRollBack });
}

const reading: LiveState = { kind: "opening", isBehind: true };

interface Turn extends WatchTurn {
  /** Whether something is shown still that was read before what the watch has missed. */
  readonly isBehind: () => boolean;
}

/** `replays`: the watch may begin where the screen was read; else it begins now. `onRead`: what is shown was read. */
function beginTurn(
  { client, connectionId, span, newest }: FollowRange,
  listener: RangeListener,
  replays: boolean,
  onRead: () => void,
): Turn {
  const log = new ChangeLog();
  const follower = new CacheFollower({ client, connectionId, span, log, onKey: listener.onKey, onRead });
  const readAt = follower.readAt();
  const canReplay = replays && readAt !== undefined && isNear(readAt, newest());
  const from = canReplay ? asRevision(addInt64(readAt, 1)) : undefined;
  log.begin(from);
  let told: Revision | undefined = readAt;
  // Until all of it has been read again, what is shown is not live, although the watch is.
  let missed: "something" | "until-read" | "nothing" =
    from === undefined && readAt !== undefined ? "something" : "nothing";
  return {
    isBehind: () => {
      if (missed === "until-read" && !follower.isReading()) missed = "nothing";
      return missed !== "nothing";
    },
    startRevision: from,
    knownRevision: readAt,
    onEvents: (events) => {
      log.note(events);
      follower.note(events);
    },
    onGap: (to) => {
      missed = "something";
      log.skip(to);
    },
    onComplete: (revision) => log.complete(revision),
    flush: () => {
      follower.flush();
      const { completeTo } = log;
      // By now it is being read again.
      if (missed === "something" && completeTo !== undefined) missed = "until-read";
      onRead();
      const changes = told === undefined ? undefined : log.since(told);
      if (completeTo === undefined) return;
      told = completeTo;
      if (changes === undefined) listener.onMissed();
      else if (changes.length > 0) listener.onChanges(changes);
      listener.onRevision(completeTo);
    },
    onRollBack: () => {
      told = undefined;
      missed = "something";
      log.restart();
      follower.restart();
    },
    end: () => follower.end(),
  };
}

function isNear(revision: Revision, newest: Revision | undefined): boolean {
  return newest === undefined || compareInt64(newest, revision) <= 0 || subtractInt64(newest, revision) <= mostReplayed;
}
