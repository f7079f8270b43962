import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { OfSides } from "@etcd-explorer/shared/read/compare/side";
import { useRef, type KeyboardEvent, type MouseEvent } from "react";
import { useAct } from "#/acts/use-act.ts";
import { chooseBetween, nothingChosen, toggleAll, toggleChoice, type Choice } from "#/features/compare/model/choice.ts";
import { moveInList } from "#/ui/list/move-in-list.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { screenPlace } from "#/ui/screen-place.ts";
import { DifferenceRow, rowHeight, rowIdOf } from "./difference-row.tsx";

interface DifferenceListProps {
  readonly found: readonly Difference[];
  /** The places of those that are shown. */
  readonly shown: readonly number[];
  readonly prefixes: OfSides<Key>;
  readonly isSameCluster: boolean;
  readonly chosen: Choice;
  /** Whether this tab has written the key of a difference since it was compared. */
  readonly isOld: (difference: Difference) => boolean;
  /** The place of the one that is open beside the list. */
  readonly open: number | undefined;
  readonly onChoose: (chosen: Choice) => void;
  readonly onOpen: (at: number) => void;
  readonly onLeave: () => void;
}

/** The differences in key order. Arrows move and open, Space selects, Enter leads into the comparison. */
export function DifferenceList(props: DifferenceListProps) {
  const { found, shown, prefixes, isSameCluster, chosen, isOld, open, onChoose, onOpen, onLeave } = props;
  const list = useRef<VirtualRowsHandle>(null);
  // Where a range that is selected with Shift begins.
  const start = useRef<number>(undefined);
  const row = open === undefined ? -1 : rowOfPlace(shown, open);
  const marked = row === -1 ? undefined : row;
  const goTo = (to: number) => {
    const at = shown[to];
    if (at === undefined) return;
    onOpen(at);
    list.current?.scrollTo(to);
  };
  useAct("compare.list", () => {
    list.current?.focus();
    if (marked === undefined) goTo(0);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const isMod = event.ctrlKey || event.metaKey;
    if (event.altKey) return;
    if (isMod) {
      if (event.key.toLowerCase() !== "a" || event.shiftKey) return;
      onChoose(toggleAll(chosen, shown));
    } else if (event.key === " ") {
      if (open !== undefined && marked !== undefined) onChoose(toggleChoice(chosen, open));
    } else if (event.key === "Enter") {
      if (marked === undefined) goTo(0);
      else onLeave();
    } else if (event.key === "Escape" && chosen.size > 0) onChoose(nothingChosen);
    else {
      const page = list.current?.rowsPerPage() ?? 1;
      const to = moveInList(event.key, { at: marked ?? 0, marked }, shown.length, page);
      if (to === undefined || shown.length === 0) return;
      if (event.shiftKey) {
        start.current ??= marked ?? 0;
        onChoose(chooseBetween(chosen, shown, start.current, to));
      } else start.current = undefined;
      goTo(to);
    }
    event.preventDefault();
  };
  // Heard by the list: a hundred thousand rows have no handlers of their own.
  const onClick = (event: MouseEvent) => {
    const { target } = event;
    const place = target instanceof Element ? target.closest<HTMLElement>("[data-row]")?.dataset["row"] : undefined;
    const to = place === undefined ? -1 : Number(place);
    const at = shown[to];
    if (at === undefined) return;
    if (event.shiftKey) {
      onChoose(chooseBetween(chosen, shown, marked ?? to, to));
    } else if ((target instanceof Element && target.closest("[data-box]") !== null) || event.ctrlKey || event.metaKey) {
      return onChoose(toggleChoice(chosen, at));
    }
    return onOpen(at);
  };
  const markedAt = marked === undefined ? undefined : shown[marked];
  return (
    <VirtualRows
      handle={list}
      {...screenPlace}
      role="listbox"
      aria-label="Differences"
      aria-multiselectable
      aria-activedescendant={markedAt === undefined ? undefined : rowIdOf(markedAt)}
      ringsRow={marked !== undefined}
      className="group/found min-h-0 flex-1 overflow-x-hidden overflow-y-auto"
      count={shown.length}
      rowHeight={rowHeight}
      fitsWidth
      onKeyDown={onKeyDown}
      onClick={onClick}
      renderRow={(index) => {
        const at = shown[index];
        const difference = at === undefined ? undefined : found[at];
        if (at === undefined || difference === undefined) return null;
        return (
          <DifferenceRow
            at={at}
            difference={difference}
            prefixes={prefixes}
            isSameCluster={isSameCluster}
            isOpen={index === marked}
            isChosen={chosen.has(at)}
            isOld={isOld(difference)}
          />
        );
      }}
    />
  );
}

/** The row of a place, by halves: the places rise. -1: it is not shown. */
function rowOfPlace(shown: readonly number[], at: number): number {
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shown[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return shown[low] === at ? low : -1;
}
