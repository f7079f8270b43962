/** The activity below what the keys screen shows, for the overview beside it. */
import { create } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { useNow } from "#/lib/use-now.ts";
import type { Activity, SeenChange } from "./activity.ts";

interface Shown {
  readonly activity: Activity | undefined;
  /** Rises with everything that is noted: the activity itself stays the same object. */
  readonly told: number;
}

const useShown = create<Shown>()(() => ({ activity: undefined, told: 0 }));

/** Shows another activity, or none. */
export function showActivity(activity: Activity | undefined): void {
  useShown.setState({ activity });
}

/** Says that something was noted. */
export function tellActivity(): void {
  useShown.setState(({ told }) => ({ told: told + 1 }));
}

export interface ToldChanges extends Pick<Activity, "sinceMs" | "pausedMs"> {
  /** Another list with everything that is noted. */
  readonly changes: readonly SeenChange[];
}

interface ShownActivity {
  /** Undefined: nothing is followed. */
  readonly activity: Activity | undefined;
  /** What changed last, and since when it was told of; undefined: nothing is followed. */
  readonly told: ToldChanges | undefined;
  /** Milliseconds since 1970, another every second. */
  readonly nowMs: number;
}

/** The activity, as it is drawn. */
export function useActivity(): ShownActivity {
  const activity = useShown((shown) => shown.activity);
  // The activity stays the same object: what it holds is asked of it whenever something was noted.
  const told = useShown(useShallow((shown) => shown.activity && toldBy(shown.activity)));
  return { activity, told, nowMs: performance.timeOrigin + useNow() };
}

function toldBy({ changes, sinceMs, pausedMs }: Activity): ToldChanges {
  return { changes, sinceMs, pausedMs };
}
