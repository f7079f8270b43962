import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { useRef, useState } from "react";
import { accessQuery } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { setExpanded } from "#/stores/expanded.ts";
import { notify, notifyRefusal } from "#/stores/notices.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { askAboveKeys, listingsBelow, mostKeys, readBelow } from "@etcd-explorer/shared/read/browse/expand-below";
import { folderQuery } from "./folder-query.ts";

/** A folder that would be opened with all in it, with what that costs. */
export interface Expansion {
  readonly prefix: Key;
  readonly count: number;
}

/** Opens all folders below one: at once where that is cheap, after a question where it costs, not at all beyond. */
export function useExpandBelow(delimiters: Uint8Array) {
  const connected = useConnected();
  const { connection } = connected;
  const client = useQueryClient();
  const [asking, setAsking] = useState<Expansion>();
  const abort = useRef<AbortController>(undefined);
  const run = useMutation({
    mutationFn: async ({ prefix }: Expansion) => {
      abort.current = new AbortController();
      const access = await client.ensureQueryData(accessQuery(connection));
      const { keys, revision } = await readBelow(callFor(connected, access), prefix, abort.current.signal);
      const listings = listingsBelow(prefix, keys, delimiters, revision);
      for (const listing of listings.values()) {
        client.setQueryData(folderQuery(connected, { prefix: listing.prefix, delimiters }).queryKey, listing);
      }
      setExpanded(
        connection.id,
        [...listings.keys()].filter((hex) => hex !== ""),
        true,
      );
    },
    onError: (error) => {
      if (abort.current?.signal.aborted !== true) notify(describeFailure(failureOf(error)), "bad");
    },
    onSettled: () => setAsking(undefined),
  });
  return {
    /** What is asked about, or under way after the question. */
    asking,
    isRunning: run.isPending,
    begin: (expansion: Expansion) => {
      if (expansion.count > mostKeys) {
        const limit = formatGrouped(mostKeys);
        notifyRefusal(`Too many keys to expand: ${formatGrouped(expansion.count)} (limit ${limit})`);
      } else if (expansion.count > askAboveKeys) setAsking(expansion);
      else run.mutate(expansion);
    },
    confirm: () => {
      if (asking !== undefined) run.mutate(asking);
    },
    cancel: () => {
      abort.current?.abort();
      setAsking(undefined);
    },
  };
}
