/** What the badge of live updates says. Pure. */
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatClock } from "@etcd-explorer/shared/model/time-text";
import type { LiveState } from "#/stores/live/live-state.ts";
import type { Tone } from "#/ui/badge.tsx";

interface LiveWords {
  readonly text: string;
  readonly tone: Tone;
  readonly title: string;
}

/** The badge for a state, and what it means. */
export function describeLive(state: LiveState): LiveWords {
  switch (state.kind) {
    case "off":
      return { text: "live off", tone: "plain", title: "Live updates are off. Click to follow what others write." };
    case "opening":
      return state.isBehind === true
        ? { text: "refreshing", tone: "plain", title: "Some changes were missed: this screen is being read again." }
        : { text: "live", tone: "plain", title: "Opening the watch" };
    case "live":
      return { text: "live", tone: "ok", title: "Live: this screen follows every write. Click to turn off." };
    case "asleep":
      return { text: "live paused", tone: "plain", title: "Paused while the page was hidden" };
    case "busy":
      return { text: "live: busy", tone: "warn", title: describeBusy(state) };
    case "waiting":
      return {
        text: "reconnecting",
        tone: "warn",
        title: `Live updates interrupted. ${describeFailure(state.failure)}. Next try at ${formatClock(state.retryAtMs, true)}.`,
      };
    case "over":
      return { text: "not live", tone: "warn", title: `Live updates ended. ${describeFailure(state.failure)}.` };
    default:
      return state satisfies never;
  }
}

function describeBusy({ follows, keysInSight, againAtMs }: Extract<LiveState, { kind: "busy" }>): string {
  const key = follows === "key" ? "the open key" : undefined;
  const keys = keysInSight === true ? ["Only keys in sight", key].filter(Boolean).join(" and ") : undefined;
  const followed =
    keys !== undefined ? `${keys} are live.` : key !== undefined ? `Only ${key} is live.` : "Nothing is live.";
  return `Too many writes to follow. ${followed} Next try at ${formatClock(againAtMs, true)}.`;
}
