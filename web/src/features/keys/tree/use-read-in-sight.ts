import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { TreeRows } from "./tree-rows.ts";
import type { Tree } from "./use-tree.ts";

/** So long a row is in sight before it is read, so that flying past costs nothing. */
const sightMs = 60;

/** Reads what is in sight and not read: the first such stretch of each folder. Returns what hears of the sight. */
export function useReadInSight({ rows, read }: Pick<Tree, "rows" | "read">): (from: number, to: number) => void {
  const [sight, setSight] = useState({ from: 0, to: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const readSight = useEffectEvent((shown: TreeRows, { from, to }: { from: number; to: number }) => {
    const seen = new Set<string>();
    for (let at = from; at < to; at++) {
      const row = shown.at(at);
      if (row?.kind !== "unread" || seen.has(encodeHex(row.parent))) continue;
      seen.add(encodeHex(row.parent));
      read(row);
    }
  });
  useEffect(() => {
    readSight(rows, sight);
  }, [rows, sight]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (from, to) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setSight({ from, to }), sightMs);
  };
}
