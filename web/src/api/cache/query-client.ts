import { QueryClient } from "@tanstack/react-query";

/**
 * The cache of what etcd said. Nothing in it grows old or is fetched again on its own: a range over a large keyspace
 * costs the cluster, so only a person's act or a write reads again.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
