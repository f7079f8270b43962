/** The locks of one search, kept as a watch tells that they are; where it missed something, they are searched again. */
import { addInt64, asRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import type { LiveStream } from "#/api/live/live-stream.ts";
import { watchBearably, type WatchTurn } from "#/components/live/bearable-watch.ts";
import type { LoadMeter } from "#/components/live/load-meter.ts";
import type { RollBack } from "#/components/live/say-roll-back.ts";
import type { LiveState } from "#/stores/live/live-state.ts";

export interface WatchLocks {
  readonly stream: LiveStream;
  readonly range: KeyRange;
  /** The revision of the search. */
  readonly revision: Revision;
  /** Whether another search was followed until now: then there is no break to tell of. */
  readonly takesOver: boolean;
  /** What the load was since the screen shows this range. */
  readonly meter: LoadMeter;
  /** Searches again; what follows the new search takes over from here. A failure is shown, not thrown. */
  readonly searchAgain: () => Promise<unknown>;
}

export interface LocksListener {
  /** What happened since the search or the last call. */
  readonly onEvents: (events: readonly KeyEvent[]) => void;
  readonly onState: (state: LiveState) => void;
  /** The newest revision of the keyspace that was told of. */
  readonly onRevision: (revision: Revision) => void;
  /** etcd's data has gone back. The locks are searched again by themselves. */
  readonly onRollBack: (fell: RollBack) => void;
}

/** A search costs up to thousands of small requests: one that failed is not tried again for so long. */
const againMs = 5000;

const opening: LiveState = { kind: "opening" };

/** Follows the locks below a prefix until it is closed. */
export function watchLocks(options: WatchLocks, listener: LocksListener): { readonly close: () => void } {
  const { stream, range, meter } = options;
  const searchAgain = inTurn(options.searchAgain);
  let startRevision: Revision | undefined = asRevision(addInt64(options.revision, 1));
  // Once something was missed nothing is followed any more, until another search takes over.
  let isMissing = false;
  let { takesOver } = options;
  let events: KeyEvent[] = [];
  let completeTo: Revision | undefined;
  const begin = (): WatchTurn => {
    const from = startRevision;
    startRevision = undefined;
    // After a rest nobody knows what happened meanwhile.
    isMissing ||= from === undefined;
    return {
      startRevision: from,
      knownRevision: from && options.revision,
      onEvents,
      onGap,
      onRollBack,
      onComplete,
      flush,
      end,
    };
  };
  const onEvents = (told: readonly KeyEvent[]): void => {
    if (!isMissing) events.push(...told);
  };
  const onGap = (): void => {
    isMissing = true;
  };
  const onRollBack = (): void => {
    isMissing = true;
    completeTo = undefined;
  };
  const onComplete = (revision: Revision): void => {
    completeTo = revision;
  };
  const flush = (): void => {
    if (completeTo !== undefined) listener.onRevision(completeTo);
    if (isMissing) return searchAgain();
    const told = events;
    events = [];
    if (told.length > 0) listener.onEvents(told);
  };
  const end = (): void => {
    events = [];
  };
  const onState = (state: LiveState): void => {
    if (takesOver && state.kind === "opening") return;
    takesOver = false;
    listener.onState(isMissing && state.kind === "live" ? opening : state);
  };
  return watchBearably({
    stream,
    range,
    meter,
    busyFollows: "nothing",
    begin,
    onState,
    onRollBack: listener.onRollBack,
  });
}

/** One search at a time, and not again at once. */
function inTurn(search: () => Promise<unknown>): () => void {
  let isSearching = false;
  let nextMs = -Infinity;
  const run = async (): Promise<void> => {
    isSearching = true;
    await search();
    isSearching = false;
    nextMs = performance.now() + againMs;
  };
  return () => {
    if (!isSearching && performance.now() >= nextMs) void run();
  };
}
