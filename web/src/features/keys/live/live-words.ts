/** How several watches stand together. Pure. */
import type { LiveState } from "#/stores/live/live-state.ts";

/** The later, the more there is to say of it. */
const order: readonly LiveState["kind"][] = ["off", "live", "asleep", "opening", "busy", "waiting", "over"];

/** The state of several watches: that of the one that stands worst. */
export function worstOf(states: readonly LiveState[]): LiveState {
  return states.reduce((worst, state) => (order.indexOf(state.kind) > order.indexOf(worst.kind) ? state : worst), {
    kind: "off",
  });
}
