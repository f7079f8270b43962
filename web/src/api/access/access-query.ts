import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import { holdsAll, unionOf, within, type KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { allKeys, type KeyRange } from "@etcd-explorer/shared/model/range";
import { noteRequest } from "#/stores/request-log.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { noteExchanges, refusedBy } from "#/api/client/exchange-log.ts";
import { readPermissions, type Ask, type Permission } from "./permissions.ts";
import { worker } from "#/api/client/page-client.ts";

/** What a limited user may do. */
export interface Access {
  readonly user: string;
  readonly read: readonly KeySpan[];
  readonly write: readonly KeySpan[];
}

/** Sums permissions up. Null where they limit nothing. */
export function accessOf(user: string, permissions: readonly Permission[]): Access | null {
  const ranges = (may: "read" | "write") =>
    unionOf(permissions.filter((found) => found[may]).map(({ range }) => range));
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
      const client = noteExchanges(worker, connection.id, noteRequest, isExpected);
      const ask: Ask = async (path, body) => {
        try {
          const answer = await client.query({ ...connection.target, path, body: JSON.stringify(body) }, signal);
          if (answer.success) return { parsed: answer.parsed, failure: undefined };
          const known = failureSchema.safeParse(answer.failure);
          return { parsed: undefined, failure: known.success ? known.data : failureOf(undefined) };
        } catch (error) {
          signal.throwIfAborted();
          return { parsed: undefined, failure: failureOf(error) };
        }
      };
      const found = await readPermissions(ask, connection.user);
      return "failure" in found ? null : accessOf(connection.user, found.permissions);
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
  return `${access.user} may read this and not write it`;
}

/** Why nothing of several ranges may be written; undefined where something may. */
export function refuseWrites(access: Access | undefined, ranges: readonly KeyRange[]): string | undefined {
  const refusals = ranges.map((range) => refuseWrite(access, range));
  return refusals.includes(undefined) ? undefined : refusals[0];
}

/** Why only a part of several ranges may be written; undefined where all of it may. */
export function refusePart(access: Access | undefined, ranges: readonly KeyRange[]): string | undefined {
  if (access === undefined || ranges.every((range) => holdsAll(access.write, range))) return undefined;
  return `${access.user} may not write all of this: etcd will refuse some keys`;
}

/** Why whoever is signed in may write nothing at all; undefined: something may be written. */
export function refuseEveryWrite(access: Access | undefined): string | undefined {
  return access?.write.length === 0 ? `${access.user} may write no key` : undefined;
}

/** Why a new key, or any below a new prefix, may not be written; undefined: it may, or etcd will say. */
export function refuseNew(access: Access | undefined, range: KeyRange): string | undefined {
  return refuseWrite(access, range) === undefined ? undefined : `${access?.user ?? ""} may not write here`;
}

/** Why the user may not write a key, for buttons and hints; undefined: it may, or etcd will say. */
export function useWriteRefusal(key: Key): string | undefined {
  return refuseWrite(useAccess(), { key });
}
