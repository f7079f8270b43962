import { findNamedResources } from "#/components/named-resources.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { complete, completeFrom, folderTyped, type Completion } from "@etcd-explorer/shared/read/browse/completions";
import { useEffect, useState } from "react";
import { accessQuery } from "#/api/access/access-query.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { folderQuery } from "#/features/keys/listing/folder-query.ts";

/** Every step asks etcd: so long nothing more must be typed before. */
const pauseMs = 180;

interface Completions {
  readonly found: readonly Completion[];
  /** They are those of the text as it is, and not yet those of an earlier one. */
  readonly isSettled: boolean;
}

const none: Completions = { found: [], isSettled: false };

/** What the cluster has of a beginning; undefined text: nobody asks. What the tree has read is not asked again. */
export function useCompletions(text: string | undefined, delimiters: Uint8Array): Completions {
  const connected = useConnected();
  const { connection } = connected;
  const client = useQueryClient();
  const [asked, setAsked] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), text === undefined ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const typed = asked === undefined ? undefined : parseKeyText(asked);
  const query = useQuery<readonly Completion[]>({
    queryKey: ["etcd", connection.id, "completions", asked ?? "", encodeHex(delimiters)],
    enabled: typed !== undefined,
    gcTime: 0,
    structuralSharing: false,
    // While the next ones are found, the last stay.
    placeholderData: (before) => before,
    queryFn: async ({ signal }) => {
      if (typed === undefined) return [];
      const prefix = folderTyped(typed, delimiters);
      const known = client.getQueryData(folderQuery(connected, { prefix, delimiters }).queryKey);
      const ready = known === undefined ? undefined : completeFrom(known, typed);
      if (ready !== undefined && ready.length > 0) return ready;
      const access = await client.ensureQueryData(accessQuery(connection));
      const call = callFor(connected, access);
      const found = await complete(call, typed, delimiters, signal);
      return [...found, ...(await findNamedResources(call, connection.id, asked ?? "", signal))];
    },
  });
  // A completion that cannot be had is no failure of what one wants to do: Enter goes there all the same.
  if (text === undefined) return none;
  return { found: query.data ?? [], isSettled: asked === text && query.isSuccess && !query.isPlaceholderData };
}
