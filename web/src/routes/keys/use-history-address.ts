import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { HistoryAddress } from "#/features/value/history/history-address.ts";

/** Which versions of the open key are compared stands in the address, so that a link shows the same. */
export function useHistoryAddress(): HistoryAddress {
  const { history } = useSearch({ from: "/c/$connection/keys" });
  const navigate = useNavigate({ from: "/c/$connection/keys" });
  return {
    text: history,
    show: (text) =>
      void navigate({
        // From version to version one goes back at once.
        replace: history !== undefined && text !== undefined,
        search: (before) => withHistory(before, text),
      }),
    viewAt: (revision: Revision) =>
      void navigate({ search: (before) => withHistory({ ...before, at: revision }, undefined) }),
  };
}

function withHistory<Fields extends { history?: string }>(fields: Fields, text: string | undefined): Fields {
  const next = { ...fields };
  if (text === undefined) delete next.history;
  else next.history = text;
  return next;
}
