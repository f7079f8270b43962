import { useQueryClient } from "@tanstack/react-query";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { useCallback } from "react";
import { accessQuery } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useDelimiters } from "#/stores/delimiters.ts";
import { complete } from "@etcd-explorer/shared/read/browse/completions";
import { callFor } from "#/api/access/readable-call.ts";

/** Finds the next folders and keys that begin so, as text; none where the text is no key, or may not be read. */
export function useSuggestKeys(): (text: string, signal: AbortSignal) => Promise<readonly string[]> {
  const connected = useConnected();
  const client = useQueryClient();
  const delimiters = useDelimiters(connected.connection.id);
  return useCallback(
    async (text: string, signal: AbortSignal) => {
      const typed = parseKeyText(text);
      if (typed === undefined) return [];
      const access = await client.ensureQueryData(accessQuery(connected.connection));
      const found = await complete(callFor(connected, access), typed, delimiters, signal);
      return found.map(({ name }) => formatKey(name));
    },
    [connected, client, delimiters],
  );
}
