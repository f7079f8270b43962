/** Lets a component follow ranges of keys: the cache is brought up to date, and rows that others change are lit. */
import { useQueryClient } from "@tanstack/react-query";
import type { KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { useEffect, useEffectEvent, useRef } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { liveStreamOf } from "#/api/live/page-live.ts";
import { Flashes } from "#/components/live/flash.ts";
import { sayRollBack } from "#/components/live/say-roll-back.ts";
import { useDelimiters } from "#/stores/delimiters.ts";
import type { LiveState } from "#/stores/live/live-state.ts";
import { noteRevision, useRequestLog } from "#/stores/request-log.ts";
import { settleByLook } from "#/stores/unsettled-writes.ts";
import { writtenHere } from "#/stores/write-history.ts";
import type { LoggedChange } from "./change-log.ts";
import { elementIdsOf } from "./element-ids.ts";
import { followRange, type RangeListener } from "./follow-range.ts";
import { idOfSpans, mostSightSpans } from "./live-spans.ts";
import { worstOf } from "./live-words.ts";
import { SpanFollowers } from "./span-followers.ts";

/** A fall of etcd's revision that several watches tell of within so long is one. */
const sameFallMs = 5000;

/** What may show each of the keys that changed, as far as it is asked for. */
function* elementsOf(changes: readonly LoggedChange[], delimiters: Uint8Array): Iterable<readonly string[]> {
  const keys = new Map(changes.map(({ hex, key }) => [hex, key]));
  for (const key of keys.values()) yield elementIdsOf(key, delimiters);
}

/** Who is told of the changes. */
interface Noted {
  readonly note: (changes: readonly LoggedChange[]) => void;
  readonly missed: () => void;
  readonly follow: (kind: LiveState["kind"]) => void;
  readonly end: () => void;
}

interface Followed {
  readonly spans: readonly KeySpan[];
  /** Whether one of them is the open key's. */
  readonly hasKey: boolean;
  /** Whether the ranges change as one scrolls: what stays then goes on. Else others are followed anew. */
  readonly scrolls?: boolean;
  readonly beginNoting?: () => Noted;
  /** Told how the ranges are followed; undefined at the end. */
  readonly onState?: (state: LiveState | undefined) => void;
}

/** Follows ranges while they are the same, or while one `scrolls`. */
export function useFollowed({ spans, hasKey, scrolls = false, beginNoting, onState }: Followed): void {
  const { connection } = useConnected();
  const client = useQueryClient();
  const delimiters = useDelimiters(connection.id);
  const followers = useRef<SpanFollowers>(undefined);
  const begin = useEffectEvent(() => {
    const flashes = new Flashes(document);
    let noted = beginNoting?.();
    const states = new Map<KeySpan, LiveState>();
    let kind: LiveState["kind"] | undefined;
    let saidUntilMs = 0;
    const tell = () => {
      const worst = worstOf([...states.values()]);
      onState?.(worst);
      if (worst.kind === kind) return;
      ({ kind } = worst);
      noted?.follow(kind);
    };
    const follow = (span: KeySpan) => {
      const listener: RangeListener = {
        onChanges: (changes) => {
          noted?.note(changes);
          const foreign = changes.filter(({ revision }) => !writtenHere(connection.id, revision));
          // Rows that came with it are drawn by then.
          requestAnimationFrame(() => flashes.show(elementsOf(foreign, delimiters)));
        },
        onMissed: () => noted?.missed(),
        onKey: ({ kv, revision }, { key }) => settleByLook(connection.id, [{ key, kv }], { revision }),
        onState: (state) => {
          states.set(span, state);
          tell();
        },
        onRevision: (revision) => noteRevision(connection.id, revision),
        onRollBack: (fell) => {
          noted?.end();
          noted = beginNoting?.();
          // Each of the ranges tells of it.
          if (performance.now() < saidUntilMs) return;
          saidUntilMs = performance.now() + sameFallMs;
          sayRollBack(client, connection.id, fell);
        },
      };
      const newest = () => useRequestLog.getState().revisions[connection.id];
      const stream = liveStreamOf(connection);
      const busyFollows = hasKey ? "key" : "nothing";
      return followRange({ client, connectionId: connection.id, stream, span, busyFollows, newest }, listener);
    };
    const onClosed = (span: KeySpan) => {
      if (states.delete(span) && states.size > 0) tell();
    };
    const begun = new SpanFollowers(follow, onClosed, scrolls ? mostSightSpans : undefined);
    followers.current = begun;
    return () => {
      followers.current = undefined;
      begun.close();
      flashes.end();
      noted?.end();
      onState?.(undefined);
    };
  });
  // Whoever signs in as somebody else may see others.
  const who = `${connection.id} ${connection.user}`;
  const isWanted = scrolls || spans.length > 0;
  const following = isWanted ? `${who} ${scrolls ? "" : idOfSpans(spans)}` : undefined;
  useEffect(() => {
    if (following === undefined) return undefined;
    return begin();
  }, [following]);
  // Ranges that are the same change nothing.
  useEffect(() => {
    if (following !== undefined) followers.current?.set(spans);
  }, [following, spans]);
}
