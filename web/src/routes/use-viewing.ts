import { useSearch } from "@tanstack/react-router";
import { parseAt, type At } from "@etcd-explorer/shared/model/at";

/** What the address says that is viewed: `at` is a revision, or absent. undefined: it is no revision. */
export function useViewing(): At | undefined {
  const { at } = useSearch({ strict: false });
  return at === undefined ? "live" : parseAt(at);
}
