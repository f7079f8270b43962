import { useEffect, type KeyboardEvent, type RefObject } from "react";
import type { RowPlace } from "@etcd-explorer/shared/read/browse/row-place";
import type { PickedKey } from "#/lib/key-drag.ts";
import type { RowMark } from "#/ui/list/use-row-mark.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { takeRowKey, takeRowPress } from "#/features/keys/rows/row-keyboard.ts";
import { nameStart } from "#/features/keys/tree/row-name.ts";
import { moveInTree } from "#/features/keys/tree/tree-moves.ts";
import { rowHeight, TreeRow } from "#/features/keys/tree/tree-row.tsx";
import type { Row } from "#/features/keys/tree/tree-rows.ts";
import { useReadInSight } from "#/features/keys/tree/use-read-in-sight.ts";
import type { Tree } from "#/features/keys/tree/use-tree.ts";

interface PickerTreeProps {
  readonly list: RefObject<VirtualRowsHandle | null>;
  readonly tree: Tree;
  /** The row that the keyboard or the pointer is on. */
  readonly mark: RowMark<RowPlace>;
  readonly onEnter: (picked: PickedKey) => void;
  readonly onEscape: () => void;
}

/** What a row stands for. */
export function pickedOf(row: Row | undefined): PickedKey | undefined {
  if (row?.kind === "key") return { key: row.facts.key, isPrefix: false };
  return row?.kind === "folder" ? { key: row.prefix, isPrefix: true } : undefined;
}

/** A tree of folders and keys to pick from: by the arrow keys and Enter, or by dragging a row. */
export function PickerTree({ list, tree, mark, onEnter, onEscape }: PickerTreeProps) {
  const { rows } = tree;
  const onSight = useReadInSight(tree);

  // It is there to be used at once, also where it is narrowed to another prefix.
  useEffect(() => {
    list.current?.focus();
  }, [list]);

  const { marked } = mark;
  const id = marked === undefined ? undefined : rows.at(marked)?.id;

  const activate = (at: number) => {
    const row = rows.at(at);
    if (row?.kind === "folder") tree.toggle(row.prefix, !row.open, row.outermost);
    else if (row?.kind === "failed") tree.retry(row.parent);
  };
  const actions = { mark, onActivate: activate };
  const onKeyDown = (event: KeyboardEvent) => {
    const isTaken = takeRowKey(event, {
      ...actions,
      readMove: ({ key }) => moveInTree(rows, mark, { key, shift: false }, list.current?.rowsPerPage() ?? 1),
      onEnter: (at) => {
        const picked = pickedOf(rows.at(at));
        if (picked === undefined) activate(at);
        else onEnter(picked);
      },
      onToggle: activate,
      onEscape,
    });
    if (isTaken) event.preventDefault();
  };
  return (
    <VirtualRows
      handle={list}
      role="tree"
      aria-label="Keys to pick"
      aria-busy={tree.busy}
      aria-activedescendant={id}
      onKeyDown={onKeyDown}
      onSight={onSight}
      ringsRow
      className="group/tree min-h-0 flex-1 overflow-x-hidden overflow-y-auto"
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
            onPress={(event) => takeRowPress(index, event, actions)}
            onCheck={() => undefined}
          />
        );
      }}
    />
  );
}
