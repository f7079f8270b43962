/** The watch by which a screen follows a range: left alone for a while whenever it tells more than a page can bear. */
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import type { KeyEvent, WatchStatus } from "@etcd-explorer/shared/model/watch";
import type { LiveStream, WatchHandle } from "#/api/live/live-stream.ts";
import type { LiveState } from "#/stores/live/live-state.ts";
import type { RollBack } from "./say-roll-back.ts";
import { collectMs, LoadMeter } from "./load-meter.ts";

/** Who is told, from one opening of the watch to its end. */
export interface WatchTurn {
  /** The first revision that is told; undefined: the next one. */
  readonly startRevision: Revision | undefined;
  /** A revision that etcd has had. */
  readonly knownRevision: Revision | undefined;
  readonly onEvents: (events: readonly KeyEvent[]) => void;
  /** Up to `to` something may have happened that is not told. */
  readonly onGap: (to: Revision) => void;
  /** What was told and read is of a past that is no more; what comes is new, and may have revisions that came before. */
  readonly onRollBack: () => void;
  /** Nothing up to `revision` is still to come. */
  readonly onComplete: (revision: Revision) => void;
  /** What was told is to show now: called at a bounded rate, however much comes. */
  readonly flush: () => void;
  readonly end: () => void;
}

export interface BearableWatch {
  readonly stream: LiveStream;
  readonly range: KeyRange;
  /** What is still followed while the watch rests. */
  readonly busyFollows: "key" | "nothing";
  /** Begins a turn: at once, and after every rest. Only the first may begin in the past, which may be too much. */
  readonly begin: () => WatchTurn;
  readonly onState: (state: LiveState) => void;
  /** etcd's data has gone back: all that was read is to be read again. The turn has heard of it. */
  readonly onRollBack: (fell: RollBack) => void;
  /** What the load was in earlier watches of the range; left out: there were none. */
  readonly meter?: LoadMeter;
}

/** Watches a range until it is closed. */
export function watchBearably(watch: BearableWatch): { readonly close: () => void } {
  const meter = watch.meter ?? new LoadMeter();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end = openTurn(watch, meter, onBusy);
  function onBusy(restMs: number, isReplay: boolean): void {
    end();
    end = () => undefined;
    // What was too much is over: the next turn begins now.
    if (isReplay) end = openTurn(watch, meter, onBusy);
    else rest(restMs);
  }
  function rest(restMs: number): void {
    watch.onState({ kind: "busy", follows: watch.busyFollows, againAtMs: Date.now() + restMs });
    timer = setTimeout(() => {
      end = openTurn(watch, meter, onBusy);
    }, restMs);
  }
  return {
    close: () => {
      clearTimeout(timer);
      end();
    },
  };
}

/** A watch of the past tells it within so long, or at a rate that is bearable. */
const replayMs = 10_000;

/** Opens the watch. `onBusy`: it told more than is bearable, of the past or of now, and is to rest for so long. */
function openTurn(
  { stream, range, begin, onState, onRollBack }: BearableWatch,
  meter: LoadMeter,
  onBusy: (restMs: number, isReplay: boolean) => void,
): () => void {
  const openedMs = performance.now();
  const turn = begin();
  const { startRevision, knownRevision } = turn;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flushSoon = (): void => {
    const flush = () => {
      timer = undefined;
      turn.flush();
    };
    timer ??= setTimeout(flush, collectMs(meter.eventsPerSecond(performance.now())));
  };
  const handle: WatchHandle = stream.watch(
    { range, ...(startRevision && { startRevision }), ...(knownRevision && { knownRevision }) },
    {
      onEvents: (events) => {
        turn.onEvents(events);
        const nowMs = performance.now();
        meter.note(events.length, sizeOf(events), nowMs);
        const restMs = meter.restFor(nowMs);
        if (restMs === undefined) flushSoon();
        else onBusy(restMs, startRevision !== undefined && nowMs - openedMs < replayMs);
      },
      onGap: ({ from, to, why }) => {
        if (why !== "rolled-back") {
          turn.onGap(to);
          return flushSoon();
        }
        clearTimeout(timer);
        timer = undefined;
        turn.onRollBack();
        return onRollBack({ from, to });
      },
      onStatus: (status) => {
        // Nobody waits for a replay here: what is shown is read again instead.
        if (status.kind === "asks" || status.kind === "rolled-back") return handle.beginNow();
        if (status.kind === "live") {
          turn.onComplete(status.completeTo);
          flushSoon();
        }
        return onState(stateOf(status));
      },
    },
  );
  return () => {
    clearTimeout(timer);
    handle.close();
    turn.end();
  };
}

/** One object for all messages: whoever draws it sees that it is the same. */
const live: LiveState = { kind: "live" };

function stateOf(status: Exclude<WatchStatus, { kind: "asks" | "rolled-back" }>): LiveState {
  if (status.kind === "ahead") return { kind: "opening" };
  return status.kind === "live" ? live : status;
}

/** What events cost, as far as their keys and values go. */
function sizeOf(events: readonly KeyEvent[]): number {
  return events.reduce((sum, event) => sum + event.key.length + (event.type === "put" ? event.kv.value.length : 0), 0);
}
