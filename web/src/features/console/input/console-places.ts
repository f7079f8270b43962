/** The endpoints of the connection, as the console's commands ask and name them. */
import type { QueryClient } from "@tanstack/react-query";
import type { ConsolePlace } from "@etcd-explorer/shared/command/etcdctl/plan/command-context";
import { endpointsOf, formatEndpoint } from "@etcd-explorer/shared/model/connection-ref";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import { anywhere, placeOfUrl, placesOf, type Place } from "#/api/client/place.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { memberPatienceMs, waysQuery } from "#/api/members/member-ways.ts";

interface PlacesContext {
  readonly admin: AdminCalls;
  readonly connection: Connection;
  readonly queryClient: QueryClient;
}

/**
 * Every endpoint of the connection. The server keeps the addresses of a configured one to itself: an endpoint is named
 * by the first client URL of the member that was found behind it.
 */
export async function consolePlaces({
  admin,
  connection,
  queryClient,
}: PlacesContext): Promise<readonly ConsolePlace[]> {
  const { ref, endpoints = 1, tls } = connection;
  if (ref.kind !== "configured") {
    return endpointsOf(ref).map((each, at, { length }): ConsolePlace => {
      const endpoint = formatEndpoint(each, tls);
      return { endpoint, label: endpoint, tls, ...(length > 1 && { at }) };
    });
  }
  const [ways, list] = await Promise.allSettled([
    queryClient.fetchQuery(waysQuery(admin, connection)),
    admin.call({ kind: "member-list" }, { timeoutMs: memberPatienceMs }),
  ]);
  const urls = new Map<number, string>();
  for (const [id, place] of ways.status === "fulfilled" ? ways.value : []) {
    const member = list.status === "fulfilled" ? list.value.members.find((one) => one.id === id) : undefined;
    const [url] = member?.clientUrls ?? [];
    if (place.kind === "endpoint" && typeof place.endpoint === "number" && url !== undefined)
      urls.set(place.endpoint, url);
  }
  return Array.from({ length: endpoints }, (_, at): ConsolePlace => {
    const endpoint = urls.get(at);
    const label = endpoints === 1 ? ref.name : `endpoint ${at + 1} of ${ref.name}`;
    return { at, label, tls, ...(endpoint === undefined ? {} : { endpoint }) };
  });
}

/** Where a call goes that names an endpoint by its place, or a member by its client URL. */
export function placeAt(at: string | number, connection: Connection): Place {
  const { ref } = connection;
  if (typeof at === "string") return placeOfUrl(at, ref) ?? anywhere;
  return ref.kind === "free" ? (placesOf(ref)[at] ?? anywhere) : { kind: "endpoint", endpoint: at };
}
