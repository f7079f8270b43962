import { useQueryClient } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { Download, Link, Pause, Play, Plus } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { liveStreamOf } from "#/api/live/page-live.ts";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { forgetLostPast } from "#/components/live/say-roll-back.ts";
import { useNarrow } from "#/lib/use-narrow.ts";
import { notify } from "#/stores/notices.ts";
import { noteRevision } from "#/stores/request-log.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { EventTable } from "./table/event-table.tsx";
import { exportEvents } from "./export-events.ts";
import { mostWatches } from "./model/watch-spec.ts";
import { NoWatches } from "./no-watches.tsx";
import { RateLine } from "./rate-line.tsx";
import { sessionOf } from "./state/watch-sessions.ts";
import { useWatchPlace } from "./use-watch-place.ts";
import { WatchChips } from "./chips/watch-chips.tsx";
import { WatchFilters } from "./watch-filters.tsx";
import { WatchStates } from "./chips/watch-states.tsx";

const AddWatch = lazyDialog(async () => (await import("./add-watch-dialog.tsx")).AddWatchDialog);

interface WatchScreenProps {
  /** Opens a key as it is now, or as it was at a revision. */
  readonly onOpenKey: (key: Key, at?: Revision) => void;
}

/** What happens to keys, as it happens: any number of watches in one list. */
export function WatchScreen({ onOpenKey }: WatchScreenProps) {
  const { connection } = useConnected();
  const client = useQueryClient();
  const session = sessionOf(connection);
  const view = useSyncExternalStore(session.subscribeSlow, session.slowView);
  const place = useWatchPlace(session, connection.id);
  const narrow = useNarrow();
  const [isAdding, setAdding] = useState(false);
  // The watches of etcd end with the screen.
  useEffect(() => {
    session.connect(liveStreamOf(connection), {
      onRevision: (revision) => noteRevision(connection.id, revision),
      onRollBack: (newest) => forgetLostPast(client, connection.id, newest),
    });
    return () => session.disconnect();
  }, [session, connection, client]);

  const isEmpty = place.specs.length === 0;
  const none = isEmpty ? "No watches" : undefined;
  const nothing = view.events === 0 ? "No events" : undefined;
  const noMatches = view.shownEvents === 0 ? "No matches" : undefined;
  useAct("watch.add", () => setAdding(true), place.specs.length >= mostWatches ? "At most 20 watches" : undefined);
  useAct("watch.pause", () => session.setPaused(!view.isPaused), none);
  useAct("watch.changes", () => place.show({ opensAll: !place.opensAll }), none);
  useAct("watch.group", () => place.show({ byKey: !place.byKey }), none);
  useAct("watch.copy-link", () => void copyAndSay(location.href, "Link copied. It reopens these watches."), none);
  useAct("watch.export", () => void exportEvents(session, connection.label), nothing ?? noMatches);
  useAct(
    "watch.clear",
    () => {
      session.clear();
      notify("Events cleared", "ok", { label: "Undo", run: () => session.restore() });
    },
    nothing,
  );
  const remove = (id: string) => {
    const before = place.specs;
    place.remove(id);
    notify("Watch closed", "ok", { label: "Undo", run: () => place.setSpecs(before) });
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex items-start gap-2 px-5 pt-4 pb-2.5 max-md:flex-wrap max-md:px-3">
        <h1 className="mr-1 text-xl leading-7 font-semibold">Watch</h1>
        {!isEmpty && (
          <div className="flex min-w-0 flex-1 items-start gap-2 max-md:order-last max-md:basis-full">
            <WatchChips view={view} session={session} onRemove={remove} />
            <ActButton act="watch.add" label="Watch" icon={<Plus />} />
          </div>
        )}
        {!isEmpty && (
          <div className="flex shrink-0 items-center gap-2 max-md:ml-auto">
            <RateLine session={session} />
            <ActButton
              act="watch.pause"
              label={view.isPaused ? "Resume" : "Pause"}
              icon={view.isPaused ? <Play /> : <Pause />}
              pressed={view.isPaused}
              showShortcut={!narrow}
            />
            <ActButton act="watch.copy-link" label={narrow ? null : "Copy link"} icon={<Link />} />
            <ActButton act="watch.export" label={narrow ? null : "Export"} icon={<Download />} />
          </div>
        )}
      </header>
      {isEmpty ? (
        <NoWatches onAdd={place.add} />
      ) : (
        <>
          <WatchFilters place={place} view={view} />
          <WatchStates view={view} session={session} onRemove={remove} />
          <EventTable session={session} onOpenKey={onOpenKey} />
        </>
      )}
      {isAdding && (
        <AddWatch
          existing={place.specs}
          onClose={() => setAdding(false)}
          onAdd={(spec) => {
            setAdding(false);
            place.add(spec);
          }}
        />
      )}
    </div>
  );
}
