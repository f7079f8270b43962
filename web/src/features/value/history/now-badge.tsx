import { useConnected } from "#/api/connection/connection-context.tsx";
import { Badge } from "#/ui/badge.tsx";

/** Marks the version that the key has: now, or at the past revision that is viewed. */
export function NowBadge() {
  return <Badge tone="ok">{useConnected().at === "live" ? "now" : "then"}</Badge>;
}
