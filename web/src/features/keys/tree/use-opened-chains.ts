import { useQueryClient } from "@tanstack/react-query";
import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { onlyFolder } from "@etcd-explorer/shared/read/browse/folder-chain";
import type { Listing } from "@etcd-explorer/shared/read/listing/listing";
import { useEffect, useRef } from "react";
import type { Connected } from "#/api/connection/connection-context.tsx";
import { folderQuery } from "#/features/keys/listing/folder-query.ts";
import { setExpanded } from "#/stores/expanded.ts";
import type { FolderState } from "./tree-chain.ts";

/**
 * Opens what stands in one row with a folder that somebody opens: as long as a folder turns out to hold nothing but one
 * folder, that one opens too. Returns what is told of such a folder. One that closes again stays closed.
 */
export function useOpenedChains(
  connected: Connected,
  delimiters: Uint8Array,
  compact: boolean,
  stateOf: (prefixHex: string) => FolderState | undefined,
): (prefixHex: string) => void {
  const client = useQueryClient();
  const waiting = useRef(new Set<string>());
  useEffect(() => {
    for (const hex of waiting.current) {
      const state = stateOf(hex);
      if (state === undefined || state.status === "loading") continue;
      waiting.current.delete(hex);
      let listing: Listing | undefined = state.status === "ready" ? state.listing : undefined;
      const opened: string[] = [];
      while (listing !== undefined) {
        const only = onlyFolder(listing);
        if (only === undefined) break;
        opened.push(encodeHex(only.prefix));
        listing = client.getQueryData(folderQuery(connected, { prefix: only.prefix, delimiters }).queryKey);
        if (listing === undefined) waiting.current.add(encodeHex(only.prefix));
      }
      if (compact && opened.length > 0) setExpanded(connected.connection.id, opened, true);
    }
  });
  return (hex) => {
    if (compact) waiting.current.add(hex);
  };
}
