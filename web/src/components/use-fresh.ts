import { useQuery } from "@tanstack/react-query";
import { failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { useId } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";

/** What a dialog states: read since it opened, or not known. `reading`: its button waits. */
export interface Fresh<Fact> {
  readonly reading: boolean;
  /** Undefined while it is read, and where it could not be. */
  readonly fact: Fact | undefined;
  readonly failure: Failure | undefined;
}

/**
 * Reads what a dialog states when the dialog opens, whatever the cache holds. Who destroys something decides by this,
 * and the cache may be minutes old. `name` tells one reading of a dialog from another.
 */
export function useFresh<Fact>(name: string, read: (signal: AbortSignal) => Promise<Fact>): Fresh<Fact> {
  const { connection } = useConnected();
  const id = useId();
  const query = useQuery({
    queryKey: [...etcdCache.connection(connection.id), "fresh", id, name],
    queryFn: ({ signal }) => read(signal),
    staleTime: 0,
    gcTime: 0,
  });
  const failed = query.isError && !query.isFetching;
  return {
    reading: query.isFetching,
    fact: query.isFetching || failed ? undefined : query.data,
    failure: failed ? failureOf(query.error) : undefined,
  };
}
