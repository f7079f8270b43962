/** Keeps the clock of revisions of each cluster that this page sees, in memory and in the browser's storage. */
import { applySighting } from "@etcd-explorer/shared/read/clock/apply-sighting";
import type { ClockPair, Sighting } from "@etcd-explorer/shared/read/clock/clock-pair";
import { create, type StoreApi, type UseBoundStore } from "zustand";
import type { ClusterSighting } from "#/api/client/sighting.ts";
import { browserClockStorage, type ClockStorage } from "./clock-storage.ts";
import type { TakeSightings } from "./note-sighting.ts";

/** The pairs of the cluster behind each connection, by the connection's `id`. */
export type Clocks = Readonly<Record<string, readonly ClockPair[]>>;

/** Storing costs more than knowing. */
const savePauseMs = 10_000;

interface Clock {
  pairs: readonly ClockPair[];
  /** What the storage has not been told. */
  unsaved: readonly Sighting[];
}

/** More than this was seen while nothing could be stored. */
const mostUnsaved = 500;

export interface ClockKeeper {
  readonly useClocks: UseBoundStore<StoreApi<Clocks>>;
  readonly takeSightings: TakeSightings;
  /** Stores what is known now; the page may be about to end. */
  readonly save: () => Promise<void>;
}

/** A keeper of clocks; the page has one, tests make their own. */
export function createClockKeeper(storage: ClockStorage): ClockKeeper {
  const useClocks = create<Clocks>()(() => ({}));
  const clocks = new Map<string, Promise<Clock>>();
  /** The clock of the cluster that each connection reached last. */
  const reached = new Map<string, Clock>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const clockOf = (id: string) => {
    const clock = clocks.get(id) ?? storage.read(id).then((pairs): Clock => ({ pairs, unsaved: [] }));
    clocks.set(id, clock);
    return clock;
  };

  const saveClock = async (id: string, clock: Clock) => {
    if (clock.unsaved.length === 0) return;
    const told = clock.unsaved;
    clock.unsaved = [];
    const stored = await storage.change(id, (pairs) => told.reduce(applySighting, pairs));
    // What other tabs have seen comes along.
    if (stored !== undefined) clock.pairs = clock.unsaved.reduce(applySighting, stored);
  };

  const show = () =>
    useClocks.setState(Object.fromEntries([...reached].map(([connectionId, { pairs }]) => [connectionId, pairs])));

  const save = async () => {
    clearTimeout(timer);
    timer = undefined;
    await Promise.all([...clocks].map(async ([id, clock]) => saveClock(id, await clock)));
    show();
  };

  const takeOne = async ({ connectionId, clusterId, ...sighting }: ClusterSighting) => {
    const clock = await clockOf(clockId(connectionId, clusterId));
    clock.pairs = applySighting(clock.pairs, sighting);
    clock.unsaved = [...clock.unsaved, sighting].slice(-mostUnsaved);
    reached.set(connectionId, clock);
  };

  const takeSightings: TakeSightings = async (sightings) => {
    for (const sighting of sightings) {
      // In their order: which of two that contradict each other counts, depends on it.
      // oxlint-disable-next-line no-await-in-loop
      await takeOne(sighting);
    }
    show();
    timer ??= setTimeout(() => void save(), savePauseMs);
  };

  return { useClocks, takeSightings, save };
}

/**
 * What a clock is kept by. Behind one address another cluster may answer, as after a port-forward; and two clusters that
 * were started alike have one ID.
 */
function clockId(connectionId: string, clusterId: ClusterSighting["clusterId"]): string {
  return `${connectionId} ${clusterId}`;
}

const keeper = createClockKeeper(browserClockStorage());

if (typeof document !== "undefined") {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void keeper.save();
  });
}

export const { useClocks, takeSightings } = keeper;
