/** The ways by which a member can be asked and no other. */
import { queryOptions } from "@tanstack/react-query";
import type { Member } from "@etcd-explorer/shared/model/cluster";
import type { Int64 } from "@etcd-explorer/shared/model/int64";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import { placeOfUrl, placesOf, type Place } from "#/api/client/place.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";

/** The endpoint behind which each member was found. */
export type FoundPlaces = ReadonlyMap<Int64, Place>;

/** The places that may each lead to another member: the endpoints of the connection, or the one address. */
export function ownPlaces({ ref, endpoints }: Pick<Connection, "ref" | "endpoints">): readonly Place[] {
  if (ref.kind === "free" && ref.others !== undefined) return placesOf(ref);
  if (endpoints === undefined) return [{ kind: "any" }];
  return Array.from({ length: endpoints }, (_, endpoint): Place => ({ kind: "endpoint", endpoint }));
}

/** The ways to a member, the surest first: the endpoint it was found behind, then its client URLs. */
export function waysTo(member: Member, connection: Pick<Connection, "ref">, found: FoundPlaces): readonly Place[] {
  const own = found.get(member.id);
  const listed = member.clientUrls.flatMap((url) => placeOfUrl(url, connection.ref) ?? []);
  return own === undefined ? listed : [own, ...listed];
}

/** The way to try next, of those that are left, after `tried` looks that led nowhere. */
export function nextWay(ways: readonly Place[], tried: number): Place | undefined {
  return ways.length === 0 ? undefined : ways[tried % ways.length];
}

/** A member that does not answer in so long is taken for one that does not. */
export const memberPatienceMs = 3000;

/** An endpoint that told nothing is asked again after so long. */
const askAgainMs = 60_000;

/**
 * Which member stands behind each endpoint. Asked once for a connection, whichever screen wants to know; while an
 * endpoint is silent it is asked for again, since it may be back.
 */
export function waysQuery(admin: Pick<AdminCalls, "call">, connection: Connection) {
  return queryOptions({
    queryKey: etcdCache.memberWays(connection.id),
    queryFn: async ({ signal }): Promise<FoundPlaces> => {
      const found = new Map<Int64, Place>();
      const ask = async (place: Place) => {
        const { header } = await admin.call({ kind: "status" }, { place, signal, timeoutMs: memberPatienceMs });
        found.set(header.memberId, place);
      };
      await Promise.allSettled(ownPlaces(connection).map(ask));
      return found;
    },
    staleTime: ({ state: { data } }) =>
      data !== undefined && data.size < ownPlaces(connection).length ? askAgainMs : Infinity,
  });
}
