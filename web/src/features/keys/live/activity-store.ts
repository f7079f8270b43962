/** The activity below what the keys screen shows, for the overview beside it. */
import { create } from "zustand";
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

interface ShownActivity {
  /** Undefined: nothing is followed. */
  readonly activity: Activity | undefined;
  /** Another list with everything that is noted. */
  readonly changes: readonly SeenChange[] | undefined;
  /** Milliseconds since 1970, another every second. */
  readonly nowMs: number;
}

/** The activity, as it is drawn. */
export function useActivity(): ShownActivity {
  const activity = useShown((shown) => shown.activity);
  const changes = useShown((shown) => shown.activity?.changes);
  return { activity, changes, nowMs: performance.timeOrigin + useNow() };
}
