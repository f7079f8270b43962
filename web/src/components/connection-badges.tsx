import type { Connection } from "#/api/connection/connection.ts";
import { Badge } from "#/ui/badge.tsx";

/** What to know of a connection before one goes there. */
export function ConnectionBadges({
  connection,
}: {
  readonly connection: Pick<Connection, "isProduction" | "readOnly">;
}) {
  return (
    <>
      {connection.isProduction && <Badge tone="bad">production</Badge>}
      {connection.readOnly && <Badge tone="warn">read-only</Badge>}
    </>
  );
}
