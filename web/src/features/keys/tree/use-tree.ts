import { useQueries, useQueryClient } from "@tanstack/react-query";
import { asKey, decodeHex, encodeHex, equalBytes, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import type { At } from "@etcd-explorer/shared/model/at";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import type { Listing } from "@etcd-explorer/shared/read/listing/listing";
import { useEffect, useRef } from "react";
import { useAccess, type Access } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useDelimiters } from "#/stores/delimiters.ts";
import { nothingExpanded, setExpanded, useExpanded } from "#/stores/expanded.ts";
import { useCompactFolders } from "#/stores/layout/compact-folders.ts";
import { notify } from "#/stores/notices.ts";
import { useOpenedChains } from "./use-opened-chains.ts";
import { usePastRows } from "#/features/keys/past/past-rows.ts";
import { folderQuery, readPlace } from "#/features/keys/listing/folder-query.ts";
import { entryAtKey } from "@etcd-explorer/shared/read/browse/listing-index";
import { isPrefixSpan } from "@etcd-explorer/shared/read/browse/readable-roots";
import { useRevisionBefore } from "./use-revision-before.ts";
import type { FolderState } from "./tree-chain.ts";
import { buildTree } from "./build-tree.ts";
import type { Row, TreeRows } from "./tree-rows.ts";

export interface Tree {
  readonly rows: TreeRows;
  readonly root: Key;
  readonly delimiters: Uint8Array;
  /** What limits whoever is signed in. */
  readonly access: Access | undefined;
  /** All keys below the root, as etcd counted them; undefined while it has not answered. */
  readonly count: number | undefined;
  /** Whether any folder is being read. */
  readonly busy: boolean;
  /** The rows are those of the revision before, until this one is read. */
  readonly isOld: boolean;
  /** Opens or closes a folder; `outermost`: the first of those that stand in its row. */
  readonly toggle: (prefix: Key, open: boolean, outermost?: Key) => void;
  /** Reads a folder that failed again. */
  readonly retry: (prefix: Key) => void;
  /** Reads what a row that is not read yet stands for. Any earlier such reading of the folder is given up. */
  readonly read: (row: Row & { kind: "unread" }) => void;
}

/** The rows of the tree below `root`, of the folders that stand open, and what one can do with them. */
export function useTree(root: Key): Tree {
  const connected = useConnected();
  const { connection } = connected;
  const queryClient = useQueryClient();
  const delimiters = useDelimiters(connection.id);
  const access = useAccess();
  const compact = useCompactFolders();
  const expanded = useExpanded((all) => all[connection.id] ?? nothingExpanded);
  const openFolders = visibleFolders(root, expanded, delimiters, access);
  const past = usePastRows(({ rows }) => rows);
  const shown = [encodeHex(root), ...openFolders.keys()];
  const isListed = (hex: string): boolean => {
    const around = openFolders.get(hex);
    if (around === undefined) return true;
    const listing = queryClient.getQueryData(folderQuery(connected, { prefix: around, delimiters }).queryKey);
    return listing !== undefined && mayHold(past?.withNotYet(listing) ?? listing, keyOf(hex));
  };
  const listingAt = (at: At, hex: string) =>
    queryClient.getQueryData(folderQuery({ ...connected, at }, { prefix: keyOf(hex), delimiters }).queryKey);
  const viewedBefore = useRevisionBefore(connected.at, (at) => listingAt(at, encodeHex(root)) !== undefined);
  const results = useQueries({
    queries: shown.map((hex) => ({
      ...folderQuery(connected, { prefix: keyOf(hex), delimiters }),
      placeholderData: () => (viewedBefore === undefined ? undefined : listingAt(viewedBefore, hex)),
      // Once the folder around is read it is known whether this one is still there, and how many keys it has.
      enabled: isListed(hex),
    })),
  });
  const reading = useRef(new Map<string, Reading>());
  useEffect(() => {
    const { current } = reading;
    return () => {
      for (const { abort } of current.values()) abort.abort();
    };
  }, []);

  const states = new Map<string, FolderState>();
  for (const [at, hex] of shown.entries()) {
    const result = results[at];
    if (result === undefined) continue;
    states.set(
      hex,
      result.data !== undefined && !result.isError
        ? { status: "ready", listing: past?.withNotYet(result.data) ?? result.data }
        : result.isError
          ? { status: "failed", failure: failureOf(result.error) }
          : { status: "loading" },
    );
  }

  const followed = useOpenedChains(connected, delimiters, compact, (hex) => states.get(hex));
  return {
    rows: buildTree(root, expanded, (hex) => states.get(hex), compact),
    root,
    delimiters,
    access,
    // What was counted before a reading that failed is no count of now.
    count: results[0]?.isError === true ? undefined : results[0]?.data?.count,
    isOld: results[0]?.isPlaceholderData === true,
    busy: results.some((result) => result.isFetching),
    toggle: (prefix, open, outermost = prefix) => {
      const hex = encodeHex(prefix);
      if (open) followed(hex);
      const between = open ? foldersAbove(prefix, delimiters, outermost.length).map(encodeHex) : [];
      setExpanded(connection.id, open ? [encodeHex(outermost), ...between, hex] : [hex], open);
    },
    retry: (prefix) =>
      void queryClient.refetchQueries({
        queryKey: folderQuery(connected, { prefix, delimiters }).queryKey,
        exact: true,
      }),
    read: (row) => {
      const hex = encodeHex(row.parent);
      const folder = { prefix: row.parent, delimiters };
      const before = reading.current.get(hex);
      if (before?.entry === row.entry && Math.abs(before.offset - row.offset) < nearKeys) return;
      // While the whole folder is read, its rows are about to change.
      if (queryClient.isFetching({ queryKey: folderQuery(connected, folder).queryKey, exact: true }) > 0) return;
      before?.abort.abort();
      const place = { entry: row.entry, offset: row.offset };
      const mine: Reading = { ...place, abort: new AbortController() };
      reading.current.set(hex, mine);
      readPlace(queryClient, connected, folder, place, mine.abort.signal)
        .catch((error: unknown) => notify(describeFailure(failureOf(error)), "bad"))
        .finally(() => {
          if (reading.current.get(hex) === mine) reading.current.delete(hex);
        });
    },
  };
}

/** A stretch that is being read. */
interface Reading {
  readonly entry: number;
  readonly offset: number;
  readonly abort: AbortController;
}

/** One reading brings what is so near as well, so that it need not be given up for it. */
const nearKeys = 200;

/** Whether a listing has a folder as a child, or may have it among what is not read. */
function mayHold(listing: Listing, prefix: Key): boolean {
  const entry = listing.entries[entryAtKey(listing, prefix)];
  return entry?.kind === "unread" || (entry?.kind === "folder" && equalBytes(entry.prefix, prefix));
}

function keyOf(hex: string): Key {
  return asKey(decodeHex(hex) ?? new Uint8Array());
}

/**
 * The open folders that can be seen: below the root, with every folder in between open too; each, in hex, with the
 * folder around it. A limited user's folders begin at the prefixes that it may read.
 */
function visibleFolders(
  root: Key,
  expanded: ReadonlySet<string>,
  delimiters: Uint8Array,
  access: Access | undefined,
): Map<string, Key> {
  const roots = root.length > 0 || access === undefined ? [] : access.read.filter(isPrefixSpan).map(({ key }) => key);
  const visible = new Map<string, Key>();
  // The shorter first: a folder can be seen where the one around it can.
  for (const hex of [...expanded].toSorted((a, b) => a.length - b.length)) {
    const prefix = keyOf(hex);
    if (prefix.length <= root.length || !startsWith(prefix, root)) continue;
    const start = roots.find((key) => startsWith(prefix, key)) ?? root;
    if (start.length === prefix.length) {
      visible.set(hex, root);
      continue;
    }
    const way = foldersAbove(prefix, delimiters, start.length);
    const around = way.at(-2) ?? start;
    // Below a root that ends within a name, folders begin elsewhere: only those that the tree would show count.
    const isFolder = way.at(-1)?.length === prefix.length;
    if (isFolder && (around.length === root.length || visible.has(encodeHex(around)))) visible.set(hex, around);
  }
  return visible;
}
