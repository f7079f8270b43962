import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { RowPlace } from "@etcd-explorer/shared/read/browse/row-place";
import { rememberPlace, useTreePlaces } from "#/stores/tree-places.ts";
import type { OpenRow } from "#/ui/list/row-mark.ts";
import { useRowMark } from "#/ui/list/use-row-mark.ts";
import type { VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { rowHeight } from "./tree-row.tsx";
import type { TreeRows } from "./tree-rows.ts";

interface Top {
  readonly place: RowPlace | undefined;
  /** Pixels of the first row that are above what is in sight. */
  readonly shift: number;
}

/**
 * Keeps the place in a tree whatever happens above it: the first row in sight stays where it is when folders are read
 * again, and comes back after a reload. Only scrolling moves it.
 */
export function useTreePlace(
  id: string,
  rows: TreeRows,
  list: RefObject<VirtualRowsHandle | null>,
  open: OpenRow | undefined,
) {
  const [remembered] = useState(() => useTreePlaces.getState()[id]);
  const initial = remembered?.mark && { place: remembered.mark, beside: remembered.open };
  const rowMark = useRowMark({ rows, open, list, initial });
  const { mark } = rowMark;
  const top = useRef<Top>({ place: remembered?.top, shift: remembered?.shift ?? 0 });
  /** Where we put the list ourselves: a scroll to there is none of the user's. */
  const put = useRef<number>(undefined);

  const hold = useEffectEvent((tree: TreeRows) => {
    const { place, shift } = top.current;
    const row = place === undefined ? undefined : tree.rowOf(place);
    if (row === undefined || list.current === null) return;
    const wanted = row * rowHeight + shift;
    if (Math.abs(list.current.position() - wanted) < 1) return;
    list.current.setPosition(wanted);
    put.current = list.current.position();
  });
  useLayoutEffect(() => {
    hold(rows);
  }, [rows]);

  const remember = () =>
    rememberPlace(id, {
      shift: top.current.shift,
      ...(top.current.place === undefined ? {} : { top: top.current.place }),
      ...(mark === undefined || mark.isOver === true ? {} : { mark: mark.place }),
      ...(open === undefined ? {} : { open: open.id }),
    });
  const save = useEffectEvent(remember);
  useEffect(() => {
    const onLeave = () => save();
    window.addEventListener("pagehide", onLeave);
    return () => {
      window.removeEventListener("pagehide", onLeave);
      onLeave();
    };
  }, []);

  return {
    /** The key that was open when one left this tree, if one comes back to it. */
    openBefore: remembered?.open,
    /** The row that the keyboard is on. */
    ...rowMark,
    /** Call on every scroll of the list. */
    onScroll: () => {
      const position = list.current?.position() ?? 0;
      if (put.current !== undefined && Math.abs(put.current - position) < 1) return;
      put.current = undefined;
      const row = Math.floor(position / rowHeight);
      // At the very top one wants to see what comes first, whatever that will be.
      top.current = { place: position < 1 ? undefined : rows.placeOf(row), shift: position - row * rowHeight };
    },
  };
}
