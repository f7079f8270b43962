/** What a side of a comparison needs of its connection. */
import type { Connection } from "#/api/connection/connection.ts";

/** A connection as the address names it. */
export interface SideConnection {
  readonly connection: Connection;
  /** Whether this browser has used it before. Until then nothing is sent there: anybody can make a link. */
  readonly used: boolean;
}
