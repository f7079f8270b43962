import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import type { RowPlace } from "@etcd-explorer/shared/read/browse/row-place";
import type { PickedKey } from "#/lib/key-drag.ts";
import type { RowMark } from "#/ui/list/use-row-mark.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { nameStart } from "#/features/keys/tree/row-name.ts";
import { moveInTree } from "#/features/keys/tree/tree-moves.ts";
import { rowHeight, TreeRow } from "#/features/keys/tree/tree-row.tsx";
import type { Row } from "#/features/keys/tree/tree-rows.ts";
import type { Tree } from "#/features/keys/tree/use-tree.ts";

interface PickerTreeProps {
  readonly list: RefObject<VirtualRowsHandle | null>;
  readonly tree: Tree;
  /** The row that the keyboard or the pointer is on. */
  readonly mark: RowMark<RowPlace>;
  readonly onEnter: (picked: PickedKey) => void;
  readonly onEscape: () => void;
}

/** So long a row is in sight before it is read, so that flying past costs nothing. */
const sightMs = 60;

/** What a row stands for. */
export function pickedOf(row: Row | undefined): PickedKey | undefined {
  if (row?.kind === "key") return { key: row.facts.key, isPrefix: false };
  return row?.kind === "folder" ? { key: row.prefix, isPrefix: true } : undefined;
}

/** A tree of folders and keys to pick from: by the arrow keys and Enter, or by dragging a row. */
export function PickerTree({ list, tree, mark, onEnter, onEscape }: PickerTreeProps) {
  const { rows } = tree;
  const [sight, setSight] = useState({ from: 0, to: 0 });
  const sightTimer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // It is there to be used at once, also where it is narrowed to another prefix.
  useEffect(() => {
    list.current?.focus();
  }, [list]);

  // What is in sight and not read, is read: the first such stretch of each folder.
  const readSight = useEffectEvent((shown: Tree["rows"], { from, to }: { from: number; to: number }) => {
    const seen = new Set<string>();
    for (let at = from; at < to; at++) {
      const row = shown.at(at);
      if (row?.kind !== "unread" || seen.has(row.parent.join())) continue;
      seen.add(row.parent.join());
      tree.read(row);
    }
  });
  useEffect(() => {
    readSight(rows, sight);
  }, [rows, sight]);
  useEffect(() => () => clearTimeout(sightTimer.current), []);
  const see = (from: number, to: number) => {
    clearTimeout(sightTimer.current);
    sightTimer.current = setTimeout(() => setSight({ from, to }), sightMs);
  };
  const { marked } = mark;
  const id = marked === undefined ? undefined : rows.at(marked)?.id;

  const activate = (chosen: Row) => {
    if (chosen.kind === "folder") tree.toggle(chosen.prefix, !chosen.open);
    else if (chosen.kind === "failed") tree.retry(chosen.parent);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      event.preventDefault();
      onEscape();
      return;
    }
    const move = moveInTree(rows, mark, { key: event.key, shift: false }, list.current?.rowsPerPage() ?? 1);
    if (move === undefined) return;
    event.preventDefault();
    if (move.kind === "mark") mark.goTo(move.at);
    else if (move.kind === "toggle") tree.toggle(move.row.prefix, move.open);
    else if (move.kind === "activate") {
      const picked = pickedOf(move.row);
      if (picked === undefined) activate(move.row);
      else onEnter(picked);
    }
  };
  return (
    <VirtualRows
      handle={list}
      role="tree"
      aria-label="Keys to pick from"
      aria-busy={tree.busy}
      aria-activedescendant={id}
      onKeyDown={onKeyDown}
      onSight={see}
      className="group/tree min-h-0 flex-1 overflow-x-hidden overflow-y-auto outline-none"
      count={rows.count}
      rowHeight={rowHeight}
      fitsWidth
      renderRow={(index) => {
        const shown = rows.at(index);
        if (shown === undefined) return null;
        return (
          <TreeRow
            row={shown}
            nameStart={nameStart(shown.depth, shown.parent, tree.delimiters)}
            marked={index === marked}
            selected={index === marked}
            checked={undefined}
            locked={undefined}
            unsaved={false}
            dragged={pickedOf(shown)}
            onPress={() => {
              mark.setMark(index);
              activate(shown);
            }}
            onCheck={() => undefined}
          />
        );
      }}
    />
  );
}
