import { useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { useEffect, useEffectEvent, useRef } from "react";
import { accessQuery } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import type { RowPlace } from "@etcd-explorer/shared/read/browse/row-place";
import { callFor } from "#/api/access/readable-call.ts";
import { entryAtKey } from "@etcd-explorer/shared/read/browse/listing-index";
import { placeInListing } from "@etcd-explorer/shared/read/browse/seek";
import type { TreeRows } from "./tree-rows.ts";
import type { Tree } from "./use-tree.ts";

/**
 * Brings the key that is open into sight, once for each key, also where it lies among keys that are not read: etcd then
 * counts how many stand before it. Where one comes back to a tree with the same key open, the place there counts more.
 */
export function useSoughtKey(
  tree: Tree,
  selected: Key | undefined,
  openBefore: string | undefined,
  onFound: (place: RowPlace) => void,
): void {
  const connected = useConnected();
  const client = useQueryClient();
  const hex = selected === undefined ? undefined : encodeHex(selected);
  const settled = useRef(openBefore);
  /** The unread stretch that was looked into last: what is read of it may be a folder around the key. */
  const looked = useRef<string>(undefined);
  const asking = useRef<AbortController>(undefined);

  const seek = useEffectEvent(async (rows: TreeRows, sought: string | undefined, isBusy: boolean) => {
    // While a folder is being read, what is unread in it may turn out to be the folder that holds the key.
    if (selected === undefined || sought === settled.current || isBusy) return;
    const state = rows.folderOf(selected)?.state;
    if (state?.status !== "ready") return;
    const entry = state.listing.entries[entryAtKey(state.listing, selected)];
    const isThere = rows.find(selected) !== undefined;
    // The folder that holds it is not open yet, or the key is not there.
    if (!isThere && entry?.kind !== "unread") return;
    const stretch = isThere || entry?.kind !== "unread" ? undefined : `${sought} ${encodeHex(entry.range.key)}`;
    if (stretch === undefined) settled.current = sought;
    else if (looked.current === stretch) return;
    looked.current = stretch;
    asking.current?.abort();
    asking.current = new AbortController();
    const { signal } = asking.current;
    try {
      const access = await client.ensureQueryData(accessQuery(connected.connection));
      const place = await placeInListing(callFor(connected, access), state.listing, selected, signal);
      if (!signal.aborted) onFound(place);
    } catch {
      // The key itself is shown beside the tree, and says what failed.
    }
  });
  const { rows, busy } = tree;
  useEffect(() => void seek(rows, hex, busy), [rows, hex, busy]);
  useEffect(() => () => asking.current?.abort(), []);
}
