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
import { findTyped, typeAheadPauseMs, typesName } from "#/features/keys/rows/type-ahead.ts";
import type { Tree } from "./use-tree.ts";

/**
 * Typing in the tree goes to the next row whose name starts so. Where none that is read does, and the folder that one
 * is in holds unread keys, etcd is asked for the first of that name.
 */
export function useTypeAhead(
  tree: Tree,
  { at, goTo, goToPlace }: Pick<RowMark<RowPlace>, "at" | "goTo" | "goToPlace">,
) {
  const connected = useConnected();
  const client = useQueryClient();
  const typed = useRef({ text: "", atMs: 0 });
  const asking = useRef<AbortController>(undefined);

  const askEtcd = async (text: string) => {
    const state = tree.rows.spanAt(at)?.folder.state;
    if (state?.status !== "ready" || !state.listing.entries.some((entry) => entry.kind === "unread")) return;
    asking.current = new AbortController();
    const { signal } = asking.current;
    try {
      const access = await client.ensureQueryData(accessQuery(connected.connection));
      const place = await firstNamed(callFor(connected, access), state.listing, encodeUtf8(text), signal);
      if (place !== undefined && !signal.aborted) goToPlace(place);
    } catch (error) {
      if (!signal.aborted) notify(describeFailure(failureOf(error)), "bad");
    }
  };

  const end = () => {
    typed.current = { text: "", atMs: 0 };
  };
  return {
    /** Takes a key press; says whether it was one of a name. Any other key ends the name. */
    type: (key: string): boolean => {
      const nowMs = performance.now();
      const before = nowMs - typed.current.atMs < typeAheadPauseMs ? typed.current.text : "";
      if (!typesName(key, before)) {
        end();
        return false;
      }
      // One letter again and again goes from one such name to the next.
      const text = before === key ? key : before + key;
      typed.current = { text, atMs: nowMs };
      asking.current?.abort();
      const row = findTyped(tree.rows, at, {
        typed: text,
        delimiters: tree.delimiters,
        nameStart: (depth, folder) => nameStart(depth, folder, tree.delimiters),
      });
      if (row === -1) void askEtcd(text);
      else goTo(row);
      return true;
    },
    end,
  };
}
