import { useQuery } from "@tanstack/react-query";
import { encodeHex, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import type { KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { isPrefixSpan } from "@etcd-explorer/shared/read/browse/readable-roots";
import { folderOf } from "@etcd-explorer/shared/read/listing/child";
import { useRef } from "react";
import { accessQuery } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { folderQuery } from "#/features/keys/listing/folder-query.ts";
import { setLiveState, useLiveSwitch } from "#/components/live/use-live-switch.ts";
import { useDelimiters } from "#/stores/delimiters.ts";
import { useLiveState, type LiveState } from "#/stores/live/live-state.ts";
import { Activity } from "./activity.ts";
import { showActivity, tellActivity } from "./activity-store.ts";
import type { LoggedChange } from "./change-log.ts";
import { isWatched, listSpans, openSpan } from "./live-spans.ts";
import { useFollowed } from "./use-followed.ts";
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
  useFollowed({ spans: isReady ? lists : none, hasKey: open !== undefined, beginNoting: beginActivity, onState: tell });
  useFollowed({ spans: isReady ? ownKey : none, hasKey: true });
  const needsSight = isReady && state?.kind === "busy";
  const sight = useRowsInSight(needsSight, access?.read);
  useFollowed({
    spans: sight,
    hasKey: false,
    scrolls: needsSight,
    onState: (told) => {
      keysInSight.current = told?.kind === "live";
      tell(useLiveState.getState().state);
    },
  });
  return null;
}

const none: readonly KeySpan[] = [];
