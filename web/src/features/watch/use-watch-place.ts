/** What the address says of the screen: the watches, and how their events are shown. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { formatCount } from "#/lib/format.ts";
import { notify } from "#/stores/notices.ts";
import type { RowFilter } from "./model/row-filter.ts";
import { formatWatch, formatWatches, parseWatches, type WatchSpec } from "./model/watch-spec.ts";
import type { WatchSession } from "./state/watch-session.ts";
import { rememberWatches, watchedBefore } from "./state/watched-before.ts";

export interface WatchPlace {
  readonly specs: readonly WatchSpec[];
  readonly type: "put" | "delete" | undefined;
  readonly find: string;
  readonly byKey: boolean;
  readonly opensAll: boolean;
  readonly setSpecs: (specs: readonly WatchSpec[]) => void;
  readonly add: (spec: WatchSpec) => void;
  readonly remove: (id: string) => void;
  readonly show: (change: Partial<Pick<WatchPlace, "type" | "find" | "byKey" | "opensAll">>) => void;
}

/** Reads and changes the address, and makes the session follow it. */
export function useWatchPlace(session: WatchSession, connectionId: string): WatchPlace {
  const { watch = "", type, find = "", group, changes } = useSearch({ from: "/c/$connection/watch" });
  const navigate = useNavigate({ from: "/c/$connection/watch" });
  const specs = parseWatches(watch);
  const shown = {
    type: type === "put" || type === "delete" ? type : undefined,
    find,
    byKey: group === "key",
    opensAll: changes === "all",
  } as const;
  useEffect(() => {
    session.setWatches(parseWatches(watch));
  }, [session, watch]);
  const opened = useRef<string>(undefined);
  const reopen = useEffectEvent((text: string) => {
    const count = formatCount(String(parseWatches(text).length), "watch", "watches");
    notify(`Reopened ${count}. A reload does not keep events.`);
    void navigate({ search: (before) => ({ ...before, watch: text }), replace: true });
  });
  useEffect(() => {
    // Only at first: later, an address without watches says that the last one was closed.
    const before = watch === "" && opened.current !== connectionId ? watchedBefore(connectionId) : "";
    opened.current = connectionId;
    if (before === "") rememberWatches(connectionId, watch);
    else reopen(before);
  }, [connectionId, watch]);
  const { byKey, opensAll } = shown;
  useEffect(() => {
    const types: RowFilter["types"] = new Set(
      type === "put" || type === "delete" ? [type] : (["put", "delete"] as const),
    );
    session.show({ types, find, byKey, opensAll });
  }, [session, type, find, byKey, opensAll]);
  const setSpecs = (next: readonly WatchSpec[]) =>
    void navigate({ search: (before) => ({ ...before, watch: formatWatches(next) || undefined }), replace: true });
  return {
    specs,
    ...shown,
    setSpecs,
    add: (spec) => setSpecs([...specs, spec]),
    remove: (id) => setSpecs(specs.filter((spec) => formatWatch(spec) !== id)),
    show: (change) => {
      const next = { ...shown, ...change };
      void navigate({
        search: (before) => ({
          ...before,
          type: next.type,
          find: next.find || undefined,
          group: next.byKey ? "key" : undefined,
          changes: next.opensAll ? "all" : undefined,
        }),
        replace: true,
      });
    },
  };
}
