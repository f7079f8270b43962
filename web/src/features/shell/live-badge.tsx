import { runAct } from "#/acts/registry.ts";
import type { LiveState } from "#/stores/live/live-state.ts";
import { Badge } from "#/ui/badge.tsx";
import { describeLive } from "./live-words.ts";

/** How the screen follows what others write; a press turns that off or on. */
export function LiveBadge({ state }: { readonly state: LiveState }) {
  const { text, tone, title } = describeLive(state);
  return (
    <button
      type="button"
      aria-pressed={state.kind !== "off"}
      aria-label="Live updates"
      title={title}
      onClick={() => runAct("live.toggle")}
      className="flex rounded"
    >
      <Badge tone={tone}>{text}</Badge>
    </button>
  );
}
