import { within } from "@etcd-explorer/shared/model/key-ranges";
import { limitCall } from "@etcd-explorer/shared/read/listing/limited-call";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { ListingCall } from "@etcd-explorer/shared/read/listing/listing";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { Access } from "./access-query.ts";
import type { Connection } from "#/api/connection/connection.ts";

/** A connection, and how its keys are read. */
export interface Readable {
  readonly connection: Connection;
  readonly etcd: ListingCall;
}

/** etcd as whoever is signed in may read it. A `prefix` of which nothing may be read is asked as it is: etcd says no. */
export function callFor({ etcd }: Readable, access: Access | null | undefined, prefix?: Key): ListingCall {
  if (access === null || access === undefined) return etcd;
  const readable = prefix === undefined ? access.read : within(access.read, prefixRange(prefix));
  return readable.length === 0 ? etcd : limitCall(etcd, access.read);
}
