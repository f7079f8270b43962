/** How connections are that nobody works on just now, for the lists that one chooses from. */
import { queryOptions } from "@tanstack/react-query";
import { transport } from "#/api/client/page-client.ts";
import { AtOnce } from "#/lib/at-once.ts";
import type { Connection } from "./connection.ts";
import { readHealth, type Health } from "./health-query.ts";

/** Whoever has not answered in so long is not waited for. */
export const stateTimeoutMs = 3000;
const atOnce = new AtOnce(4);
/** All of them. */
export const statesKey = ["connection-state"] as const;

/**
 * Asks for version and health when a list is opened, a few connections at a time. No user and no password goes along:
 * both are told to anybody. The footer goes on telling of the person's own requests.
 */
export function stateQuery({ id, target }: Pick<Connection, "id" | "target">) {
  const { username: _, password: __, token: ___, ...place } = target;
  return queryOptions({
    queryKey: [...statesKey, id],
    queryFn: ({ signal }): Promise<Health> =>
      atOnce.run(async () => readHealth(await transport.health({ ...place, timeout: stateTimeoutMs }, signal)), signal),
    staleTime: 0,
  });
}
