import { useQuery, useQueryClient } from "@tanstack/react-query";
import { encodeHex, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import type { KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { isPrefixSpan } from "@etcd-explorer/shared/read/browse/readable-roots";
import { folderOf } from "@etcd-explorer/shared/read/listing/child";
import { useEffect, useEffectEvent, useRef } from "react";
import { accessQuery } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { liveStreamOf } from "#/api/live/page-live.ts";
import { folderQuery } from "#/features/keys/listing/folder-query.ts";
import { Flashes } from "#/components/live/flash.ts";
import { sayRollBack } from "#/components/live/say-roll-back.ts";
import { setLiveState, useLiveSwitch } from "#/components/live/use-live-switch.ts";
import { useDelimiters } from "#/stores/delimiters.ts";
import { useLiveState, type LiveState } from "#/stores/live/live-state.ts";
import { noteRevision, useRequestLog } from "#/stores/request-log.ts";
import { settleByLook } from "#/stores/unsettled-writes.ts";
import { writtenHere } from "#/stores/write-history.ts";
import { Activity } from "./activity.ts";
import { showActivity, tellActivity } from "./activity-store.ts";
import type { LoggedChange } from "./change-log.ts";
import { elementIdsOf } from "./element-ids.ts";
import { followRange, type RangeListener } from "./follow-range.ts";
import { idOfSpans, isWatched, listSpans, openSpan } from "./live-spans.ts";
import { worstOf } from "./live-words.ts";
import { useRowsInSight } from "./use-rows-in-sight.ts";

interface LiveKeysProps {
  /** What the names of the keys in the tree or table start with. */
  readonly prefix: Key;
  /** The key that is open. */
  readonly selected: Key | undefined;
}

/**
 * Lets the keys screen follow what others write, by one watch of what it shows; where that tells too much, by watches of
 * the keys in sight. Draws nothing itself.
 */
export function LiveKeys({ prefix, selected }: LiveKeysProps) {
  const connected = useConnected();
  const { connection } = connected;
  const delimiters = useDelimiters(connection.id);
  const isOn = useLiveSwitch();
  const access = useQuery(accessQuery(connection)).data;
  // What is shown is read first: the watch goes on from there.
  const isRead = useQuery({ ...folderQuery(connected, { prefix, delimiters }), enabled: false }).data !== undefined;
  const shown = { prefix, open: selected, readable: access?.read };
  const lists = listSpans(shown);
  const open = openSpan(shown);
  const state = useLiveState((live) => live.state);
  const ownKey = open !== undefined && (state?.kind === "busy" || !isWatched(lists, open.key)) ? [open] : [];
  const isReady = isOn && isRead;
  const beginActivity = () => {
    // A limited user's folders begin at the prefixes that may be read.
    const roots = prefix.length > 0 ? [] : (access?.read.filter(isPrefixSpan) ?? []);
    const activity = new Activity(Date.now(), ({ key }) => {
      const root = roots.find((span) => startsWith(key, span.key))?.key;
      const folder = root ?? folderOf(key, prefix.length, delimiters);
      return folder && encodeHex(folder);
    });
    showActivity(activity);
    return {
      note: (changes: readonly LoggedChange[]) => {
        activity.note(changes, Date.now());
        tellActivity();
      },
      missed: () => {
        activity.miss(Date.now());
        tellActivity();
      },
      follow: (kind: LiveState["kind"]) => {
        if (kind === "opening") return;
        if (kind === "live") activity.resume(Date.now());
        else activity.pause(Date.now());
        tellActivity();
      },
      end: () => showActivity(undefined),
    };
  };
  const keysInSight = useRef(false);
  const tell = (told: LiveState | undefined) => {
    if (told?.kind === "busy") setLiveState({ ...told, keysInSight: keysInSight.current });
    else if (told !== undefined) setLiveState(told);
  };
  useFollowed(isReady ? lists : none, open !== undefined, beginActivity, tell);
  useFollowed(isReady ? ownKey : none, true, undefined, ignoreState);
  const sight = useRowsInSight(isReady && state?.kind === "busy", access?.read);
  useFollowed(sight, false, undefined, (told) => {
    keysInSight.current = told?.kind === "live";
    tell(useLiveState.getState().state);
  });
  return null;
}

const none: readonly KeySpan[] = [];

/** A fall of etcd's revision that several watches tell of within so long is one. */
const sameFallMs = 5000;

const ignoreState = () => undefined;

/** What may show each of the keys that changed, as far as it is asked for. */
function* elementsOf(changes: readonly LoggedChange[], delimiters: Uint8Array): Iterable<readonly string[]> {
  const keys = new Map(changes.map(({ hex, key }) => [hex, key]));
  for (const key of keys.values()) yield elementIdsOf(key, delimiters);
}

interface Noted {
  readonly note: (changes: readonly LoggedChange[]) => void;
  readonly missed: () => void;
  readonly follow: (kind: LiveState["kind"]) => void;
  readonly end: () => void;
}

/** Follows ranges while they are the same. `beginNoting`: who is told of the changes. `onState`: undefined at the end. */
function useFollowed(
  spans: readonly KeySpan[],
  hasKey: boolean,
  beginNoting: (() => Noted) | undefined,
  onState: (state: LiveState | undefined) => void,
): void {
  const { connection } = useConnected();
  const client = useQueryClient();
  const delimiters = useDelimiters(connection.id);
  const begin = useEffectEvent(() => {
    const flashes = new Flashes(document);
    let noted = beginNoting?.();
    const states = new Map<KeySpan, LiveState>();
    let kind: LiveState["kind"] | undefined;
    let saidUntilMs = 0;
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
          const worst = worstOf([...states.values()]);
          onState(worst);
          if (worst.kind === kind) return;
          ({ kind } = worst);
          noted?.follow(kind);
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
    const followed = spans.map(follow);
    return () => {
      for (const { close } of followed) close();
      flashes.end();
      noted?.end();
      onState(undefined);
    };
  });
  // Whoever signs in as somebody else may see others.
  const id = spans.length === 0 ? undefined : `${connection.id} ${connection.user} ${idOfSpans(spans)}`;
  useEffect(() => {
    if (id === undefined) return undefined;
    return begin();
  }, [id]);
}
