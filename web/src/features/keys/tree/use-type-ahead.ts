import { useQueryClient } from "@tanstack/react-query";
import { encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { useRef } from "react";
import { accessQuery } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { notify } from "#/stores/notices.ts";
import type { RowPlace } from "@etcd-explorer/shared/read/browse/row-place";
import type { RowMark } from "#/ui/list/use-row-mark.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { nameStart } from "./row-name.ts";
import { firstNamed } from "@etcd-explorer/shared/read/browse/seek";
import { useTypedName, type TypedName } from "#/features/keys/rows/use-typed-name.ts";
import { findTyped } from "./find-typed.ts";
import type { Tree } from "./use-tree.ts";

/**
 * Typing a name in the tree goes to the next row whose name starts so. Where none that is read does, and the folder that one
 * is in holds unread keys, etcd is asked for the first of that name.
 */
export function useTypeAhead(
  tree: Tree,
  { at, goTo, goToPlace }: Pick<RowMark<RowPlace>, "at" | "goTo" | "goToPlace">,
): TypedName {
  const connected = useConnected();
  const client = useQueryClient();
  const asking = useRef<AbortController>(undefined);

  const askEtcd = async (text: string): Promise<boolean> => {
    const state = tree.rows.spanAt(at)?.folder.state;
    if (state?.status !== "ready" || !state.listing.entries.some((entry) => entry.kind === "unread")) return false;
    asking.current = new AbortController();
    const { signal } = asking.current;
    try {
      const access = await client.ensureQueryData(accessQuery(connected.connection));
      const place = await firstNamed(callFor(connected, access), state.listing, encodeUtf8(text), signal);
      if (place !== undefined && !signal.aborted) goToPlace(place);
      return place !== undefined;
    } catch (error) {
      if (!signal.aborted) notify(describeFailure(failureOf(error)), "bad");
      return true;
    }
  };

  return useTypedName((text) => {
    asking.current?.abort();
    const row = findTyped(tree.rows, at, {
      typed: text,
      delimiters: tree.delimiters,
      nameStart: (depth, folder) => nameStart(depth, folder, tree.delimiters),
    });
    if (row === -1) return askEtcd(text);
    goTo(row);
    return true;
  });
}
