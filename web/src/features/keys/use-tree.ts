import { useQueries, useQueryClient } from "@tanstack/react-query";
import { asKey, decodeHex, encodeHex, startsWith, type Key } from "@etcd-explorer/shared/bytes";
import { failureOf, type Failure } from "@etcd-explorer/shared/failure";
import type { Int64 } from "@etcd-explorer/shared/int64";
import { foldersAbove, slash } from "@etcd-explorer/shared/listing/child";
import { useState } from "react";
import { useConnected } from "#/api/connection-context.tsx";
import { nothingExpanded, setExpanded, useExpanded } from "#/stores/expanded.ts";
import { folderQuery, readMore } from "./folder-query.ts";
import { buildRows, type FolderState, type Row } from "./tree-model.ts";

export interface Tree {
  readonly rows: readonly Row[];
  /** All keys below the root, as etcd counted them; undefined while it has not answered. */
  readonly count: Int64 | undefined;
  /** Whether any folder is being read. */
  readonly busy: boolean;
  readonly toggle: (prefix: Key, open: boolean) => void;
  readonly more: (prefix: Key) => void;
  /** Reads a folder that failed again. */
  readonly retry: (prefix: Key) => void;
}

/** The rows of the tree below `root`, of the folders that stand open, and what one can do with them. */
export function useTree(root: Key): Tree {
  const connected = useConnected();
  const { connection } = connected;
  const queryClient = useQueryClient();
  const expanded = useExpanded((all) => all[connection.id] ?? nothingExpanded);
  const [mores, setMores] = useState<ReadonlyMap<string, "loading" | Failure>>(new Map());
  const shown = [encodeHex(root), ...visibleFolders(root, expanded)];
  const results = useQueries({ queries: shown.map((hex) => folderQuery(connected, keyOf(hex))) });

  const states = new Map<string, FolderState>();
  for (const [at, hex] of shown.entries()) {
    const result = results[at];
    if (result === undefined) continue;
    states.set(
      hex,
      result.isError
        ? { status: "failed", failure: failureOf(result.error) }
        : result.data === undefined
          ? { status: "loading" }
          : { status: "ready", pages: result.data.pages, more: mores.get(hex) ?? "idle" },
    );
  }

  const setMore = (hex: string, state: "loading" | Failure | undefined) =>
    setMores((before) => {
      const next = new Map(before);
      if (state === undefined) next.delete(hex);
      else next.set(hex, state);
      return next;
    });

  return {
    rows: buildRows(root, expanded, (hex) => states.get(hex)),
    count: results[0]?.data?.pages[0]?.count,
    busy: results.some((result) => result.isFetching),
    toggle: (prefix, open) => setExpanded(connection.id, [encodeHex(prefix)], open),
    more: (prefix) => {
      const hex = encodeHex(prefix);
      if (mores.get(hex) === "loading") return;
      setMore(hex, "loading");
      readMore(queryClient, connected, prefix).then(
        () => setMore(hex, undefined),
        (error: unknown) => setMore(hex, failureOf(error)),
      );
    },
    retry: (prefix) =>
      void queryClient.refetchQueries({ queryKey: folderQuery(connected, prefix).queryKey, exact: true }),
  };
}

function keyOf(hex: string): Key {
  return asKey(decodeHex(hex) ?? new Uint8Array());
}

/** The open folders that can be seen: below the root, with every folder in between open too. */
function visibleFolders(root: Key, expanded: ReadonlySet<string>): string[] {
  return [...expanded].filter((hex) => {
    const prefix = keyOf(hex);
    if (prefix.length <= root.length || !startsWith(prefix, root)) return false;
    const way = foldersAbove(prefix, slash, root.length).map((folder) => encodeHex(folder));
    // Below a root that ends within a name, folders begin elsewhere: only those that the tree would show count.
    return way.at(-1) === hex && way.every((folder) => expanded.has(folder));
  });
}
