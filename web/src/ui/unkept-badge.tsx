import { TriangleAlert } from "lucide-react";
import { Badge } from "./badge.tsx";

/** Says beside what is typed that the tab's storage has no room for it, or must not have it. */
export function UnkeptBadge() {
  return (
    <Badge tone="warn">
      <TriangleAlert /> Lost on reload
    </Badge>
  );
}
