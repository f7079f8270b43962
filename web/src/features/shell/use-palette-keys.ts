import { findNamedResources } from "#/components/named-resources.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { At } from "@etcd-explorer/shared/model/at";
import { asKey } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { completeLoosely, type Completion } from "@etcd-explorer/shared/read/browse/completions";
import { useEffect, useMemo, useState } from "react";
import { accessQuery } from "#/api/access/access-query.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { callsOf } from "#/components/calls-of.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { useDelimiters } from "#/stores/delimiters.ts";
import type { CompletedPlace } from "./palette-item.ts";

/** Every query asks etcd: so long nothing more must be typed before. */
const pauseMs = 120;

interface PaletteKeys {
  readonly completed: readonly CompletedPlace[];
  readonly isAsking: boolean;
  /** Why the cluster's keys cannot be offered. */
  readonly failure: string | undefined;
}

/** Whether a name starts with what was typed, or does so after its first character, a separator. */
function startsLoosely(text: string, query: string): boolean {
  return text.startsWith(query) || text.startsWith(query, 1);
}

const nothing: PaletteKeys = { completed: [], isAsking: false, failure: undefined };

/**
 * The keys and prefixes of the cluster that a query may mean, whatever screen is open: read as one types, by a few small
 * ranges of the viewed revision (`completeLoosely`). A request that is no longer wanted is cancelled.
 */
export function usePaletteKeys(query: string, connection: Connection | undefined, viewing: At): PaletteKeys {
  const client = useQueryClient();
  const delimiters = useDelimiters(connection?.id ?? "");
  const etcd = useMemo(
    () => (connection === undefined ? undefined : callsOf(connection, viewing, viewing)),
    [connection, viewing],
  );
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(query), pauseMs);
    return () => clearTimeout(timer);
  }, [query]);
  const typed = asked.trim() === "" ? undefined : parseKeyText(asked);
  const found = useQuery<readonly Completion[]>({
    queryKey: etcdCache.completions(connection?.id ?? "", typed ?? asKey(new Uint8Array()), delimiters, viewing),
    enabled: typed !== undefined && connection !== undefined,
    gcTime: 0,
    retry: false,
    structuralSharing: false,
    // While the next ones are found, the last stay.
    placeholderData: (before) => before,
    queryFn: async ({ signal }) => {
      if (typed === undefined || connection === undefined || etcd === undefined) return [];
      const access = await client.ensureQueryData(accessQuery(connection));
      const call = callFor({ connection, etcd }, access);
      const begun = await completeLoosely(call, typed, delimiters, signal);
      return [...begun, ...(await findNamedResources(call, connection.id, asked, signal))];
    },
  });
  if (connection === undefined || query.trim() === "") return nothing;
  const isOld = asked !== query || found.isPlaceholderData;
  const completed = (found.data ?? []).map(({ kind, name, count }): CompletedPlace => ({
    place: { kind: kind === "key" ? "key" : "prefix", text: formatKey(name) },
    count,
  }));
  return {
    // Until those of this query are there, what is left of the last ones.
    completed: isOld ? completed.filter(({ place }) => startsLoosely(place.text, query)) : completed,
    isAsking: isOld || found.isFetching,
    failure: found.isError ? describeFailure(failureOf(found.error)) : undefined,
  };
}
