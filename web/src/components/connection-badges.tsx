import type { ConnectionColour } from "@etcd-explorer/shared/contract/schemas";
import type { Connection } from "#/api/connection/connection.ts";
import { colourClass } from "#/lib/connection-colour.ts";
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

/** The colour of a connection, at the left of its row. */
export function ConnectionStripe({ colour }: { readonly colour: ConnectionColour | undefined }) {
  const look = colour === undefined ? "" : colourClass[colour].dot;
  return <span className={`w-[3px] shrink-0 self-stretch rounded-full ${look}`} />;
}
