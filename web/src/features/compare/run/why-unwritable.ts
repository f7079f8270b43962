/** Why a plan cannot be made for a side: pure. What it lets through, etcd may still refuse. */
import type { At } from "@etcd-explorer/shared/model/at";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { SideName } from "@etcd-explorer/shared/read/compare/side";
import { refuseWrite, type Access } from "#/api/access/access-query.ts";
import { refuseAll } from "#/api/access/unwritable.ts";
import type { Connection } from "#/api/connection/connection.ts";
import type { SideAddress } from "#/features/compare/model/compare-address.ts";
import { sideLetters } from "#/features/compare/model/side-words.ts";

interface WrittenSide {
  readonly name: SideName;
  readonly side: SideAddress;
  readonly connection: Pick<Connection, "readOnly" | "isLocked">;
  /** Of whoever is signed in there; undefined: no limits are known. */
  readonly access: Access | undefined;
  /** What the address of the page views: while it is a revision, nothing is written. */
  readonly viewing: At;
}

/** Why nothing may be written to a side; undefined: something may. */
export function whyUnwritable({ name, side, connection, access, viewing }: WrittenSide): string | undefined {
  const letter = sideLetters[name];
  const refused = refuseAll(connection, viewing);
  if (refused !== undefined) return `Side ${letter}: ${refused}`;
  if (side.at !== "live")
    return `Side ${letter} is at revision ${formatGrouped(side.at)}: set it to now to write there`;
  const denied = refuseWrite(access, prefixRange(side.prefix));
  return denied === undefined ? undefined : `Side ${letter}: ${denied}`;
}
