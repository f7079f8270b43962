import { queryOptions, useQuery } from "@tanstack/react-query";
import { allows, type Permission } from "@etcd-explorer/shared/model/auth";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import { holdsAll, unionOf, within, type KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { allKeys, type KeyRange } from "@etcd-explorer/shared/model/range";
import { useConnected } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { refusedBy } from "#/api/client/exchange-log.ts";
import { clientOf } from "#/api/client/page-client.ts";
import { permissionsOf, readOwnRoles } from "./own-roles.ts";

/** What a limited user may do. */
export interface Access {
  readonly user: string;
  readonly read: readonly KeySpan[];
  readonly write: readonly KeySpan[];
}

/** Sums permissions up. Null where they limit nothing. */
export function accessOf(user: string, permissions: readonly Permission[]): Access | null {
  const ranges = (may: "read" | "write") => unionOf(permissions.filter(({ type }) => allows(type, may)));
  const access = { user, read: ranges("read"), write: ranges("write") };
  return holdsAll(access.read, allKeys) && holdsAll(access.write, allKeys) ? null : access;
}

/** Authentication may be off, the user unknown, or neither be told to anybody: then no limits are known. */
const isExpected = refusedBy(grpcCode.notFound, grpcCode.permissionDenied, grpcCode.failedPrecondition);

/**
 * The limits of the connection's user: two small calls, once. Null where there are none, or none can be found out:
 * nobody in particular asks, or etcd's authentication is off. etcd itself refuses what may not be done in any case.
 */
export function accessQuery(connection: Connection) {
  return queryOptions({
    queryKey: etcdCache.access(connection.id),
    queryFn: async ({ signal }): Promise<Access | null> => {
      if (connection.user === "") return null;
      try {
        const roles = await readOwnRoles(clientOf(connection), connection.user, { signal, isExpected });
        return accessOf(connection.user, permissionsOf(roles));
      } catch {
        signal.throwIfAborted();
        return null;
      }
    },
  });
}

/** The limits of whoever is signed in; undefined where there are none, or while they are not known. */
export function useAccess(): Access | undefined {
  const { connection } = useConnected();
  return useQuery(accessQuery(connection)).data ?? undefined;
}

/** Why nothing in a range may be written, in words; undefined where something, or as far as one knows everything, may. */
export function refuseWrite(access: Access | undefined, range: KeyRange): string | undefined {
  if (access === undefined || within(access.write, range).length > 0) return undefined;
  return `${access.user} can read this but not write it`;
}

/** Why nothing of several ranges may be written; undefined where something may. */
export function refuseWrites(access: Access | undefined, ranges: readonly KeyRange[]): string | undefined {
  const refusals = ranges.map((range) => refuseWrite(access, range));
  return refusals.includes(undefined) ? undefined : refusals[0];
}

/** Why only a part of several ranges may be written; undefined where all of it may. */
export function refusePart(access: Access | undefined, ranges: readonly KeyRange[]): string | undefined {
  if (access === undefined || ranges.every((range) => holdsAll(access.write, range))) return undefined;
  return `${access.user} cannot write all of these keys: etcd will refuse some`;
}

/** Why whoever is signed in may write nothing at all; undefined: something may be written. */
export function refuseEveryWrite(access: Access | undefined): string | undefined {
  return access?.write.length === 0 ? `${access.user} has no write access` : undefined;
}

/** Why a new key, or any below a new prefix, may not be written; undefined: it may, or etcd will say. */
export function refuseNew(access: Access | undefined, range: KeyRange): string | undefined {
  return refuseWrite(access, range) === undefined ? undefined : `${access?.user ?? ""} cannot create keys here`;
}
