import { useQuery, useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { followLocks } from "@etcd-explorer/shared/read/locks/follow-locks";
import { useEffect, useEffectEvent, useRef } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { liveStreamOf } from "#/api/live/page-live.ts";
import { Flashes } from "#/components/live/flash.ts";
import { LoadMeter } from "#/components/live/load-meter.ts";
import { sayRollBack } from "#/components/live/say-roll-back.ts";
import { setLiveState, useLiveSwitch } from "#/components/live/use-live-switch.ts";
import { useLiveState } from "#/stores/live/live-state.ts";
import { noteRevision } from "#/stores/request-log.ts";
import { elementIdsOf } from "./lock-elements.ts";
import { locksQuery, type LocksRead } from "./locks-query.ts";
import { watchLocks } from "./watch-locks.ts";

/** Lets the locks screen follow who takes and releases locks, by one watch of the searched prefix. Draws nothing. */
export function LiveLocks({ prefix }: { readonly prefix: Key }) {
  const connected = useConnected();
  const { connection } = connected;
  const client = useQueryClient();
  const isOn = useLiveSwitch();
  const query = locksQuery(connected, prefix);
  const found = useQuery({ ...query, enabled: false });
  const range = prefixRange(prefix);
  const loads = useRef(new Map<string, LoadMeter>());
  const begin = useEffectEvent((search: number) => {
    const revision = found.data?.revision;
    if (revision === undefined) return undefined;
    const id = `${connection.id} ${encodeHex(prefix)}`;
    const meter = loads.current.get(id) ?? new LoadMeter();
    loads.current.set(id, meter);
    const flashes = new Flashes(document);
    const stream = liveStreamOf(connection);
    const searchAgain = () => found.refetch({ cancelRefetch: false });
    const takesOver = useLiveState.getState().state?.kind === "live";
    const watch = watchLocks(
      { stream, range, revision, takesOver, meter, searchAgain },
      {
        onEvents: (events) => {
          // Of an older search nothing is left to follow.
          client.setQueryData<LocksRead>(query.queryKey, (read) =>
            read?.search === search ? { ...read, ...followLocks(read, events) } : read,
          );
          requestAnimationFrame(() => flashes.show(events.map(({ key }) => elementIdsOf(key))));
        },
        onState: setLiveState,
        onRevision: (newest) => noteRevision(connection.id, newest),
        onRollBack: (fell) => sayRollBack(client, connection.id, fell),
      },
    );
    return () => {
      watch.close();
      flashes.end();
    };
  });
  const search = isOn ? found.data?.search : undefined;
  useEffect(() => {
    if (search === undefined) return undefined;
    return begin(search);
  }, [search]);
  return null;
}
