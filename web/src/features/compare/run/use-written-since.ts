import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import type { Connection } from "#/api/connection/connection.ts";
import type { CompareAddress } from "#/features/compare/model/compare-address.ts";
import { writtenSince } from "#/features/compare/model/written-since.ts";
import { useWriteHistory } from "#/stores/write-history.ts";
import type { PinnedSide } from "./pin-sides.ts";

const nothing: ReadonlySet<string> = new Set();

/** The names that this tab has written on a side since both were pinned. */
export function useWrittenSince(
  address: CompareAddress,
  connections: OfSides<{ readonly connection: Pick<Connection, "id"> } | undefined>,
  pinned: OfSides<PinnedSide> | undefined,
): ReadonlySet<string> {
  const history = useWriteHistory();
  if (pinned === undefined) return nothing;
  const side = (name: SideName) => {
    const { connection, prefix, at } = address[name];
    const connectionId = connections[name]?.connection.id ?? connection;
    return { connectionId, prefix, at, revision: pinned[name].revision };
  };
  return writtenSince(history, { left: side("left"), right: side("right") });
}
