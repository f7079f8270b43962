import { useEffect, useState } from "react";

/** How often it is looked which rows are in sight: after a scroll that is soon enough. */
const lookMs = 400;

const none: readonly string[] = [];

/** The IDs of the rows of the tree or table that are in sight, from top to bottom: `key-…` and `folder-…`, in hex. */
export function useRowIdsInSight(): readonly string[] {
  const [ids, setIds] = useState(none);
  useEffect(() => {
    const look = () => {
      const seen = rowIdsIn(document);
      setIds((known) => (known.length === seen.length && known.every((id, at) => id === seen[at]) ? known : seen));
    };
    look();
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, []);
  return ids;
}

/** The IDs of the rows of keys in a page. */
export function rowIdsIn(page: Document): readonly string[] {
  const rows = page.querySelectorAll('[role="treeitem"], [role="row"]');
  return Array.from(rows, (row) => row.getAttribute("data-key") ?? row.id);
}
