import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Connection } from "#/api/connection/connection.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";

/**
 * Reads everything of a connection again when somebody else is signed in, or the password is another one: nothing that
 * was read, or refused, before is shown beside the new user. It runs after the screen below has its new clients.
 */
export function useReadAsUser({ id, target: { username, password } }: Connection): void {
  const queryClient = useQueryClient();
  const before = useRef({ username, password });
  useEffect(() => {
    if (before.current.username === username && before.current.password === password) return;
    before.current = { username, password };
    const isHealth = (queryKey: readonly unknown[]) => queryKey.includes("health");
    // Health is known without signing in: taking it away would take the whole screen away for a moment.
    void queryClient.resetQueries({
      queryKey: etcdCache.connection(id),
      predicate: ({ queryKey, state }) => !isHealth(queryKey) || state.status === "error",
    });
  }, [queryClient, id, username, password]);
}
