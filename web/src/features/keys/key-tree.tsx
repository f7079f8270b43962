import { equalBytes, type Key } from "@etcd-explorer/shared/bytes";
import { foldersAbove, slash } from "@etcd-explorer/shared/listing/child";
import { useRef, useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { notify } from "#/stores/notices.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/virtual-rows.tsx";
import type { Tree } from "./use-tree.ts";
import { moveInTree, type Row } from "./tree-model.ts";
import { rowHeight, TreeRow } from "./tree-row.tsx";

interface KeyTreeProps {
  readonly tree: Tree;
  readonly root: Key;
  readonly selected: Key | undefined;
  readonly onOpen: (key: Key) => void;
}

/** The tree of folders and keys: as many rows as there are, of which only those in sight are drawn. */
export function KeyTree({ tree, root, selected, onOpen }: KeyTreeProps) {
  const { rows } = tree;
  const list = useRef<VirtualRowsHandle>(null);
  const [markedId, setMarkedId] = useState<string>();
  const marked = markOf(rows, markedId, selected);
  useAct("keys.focus", () => list.current?.focus());

  const mark = (at: number) => {
    setMarkedId(rows[at]?.id);
    list.current?.scrollTo(at);
  };
  const activate = (row: Row) => {
    setMarkedId(row.id);
    switch (row.kind) {
      case "folder":
        return tree.toggle(row.prefix, !row.open);
      case "key":
        return onOpen(row.facts.key);
      case "more":
        return tree.more(row.parent);
      case "failed":
        return tree.retry(row.parent);
      case "loading":
      case "empty":
        return undefined;
      default:
        return row satisfies never;
    }
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Delete" && !isSelected(rows[marked], selected)) {
      // The act deletes the key that is open, which is not the one that is marked here: nobody means that.
      event.preventDefault();
      notify("Open the key first, with Enter: Delete is for the key that is open", "bad");
      return;
    }
    const move = moveInTree(rows, marked, event.key, list.current?.rowsPerPage() ?? 1);
    if (move === undefined) return;
    event.preventDefault();
    if (move.kind === "mark") mark(move.at);
    else if (move.kind === "toggle") tree.toggle(move.row.prefix, move.open);
    else activate(move.row);
  };

  return (
    <VirtualRows
      handle={list}
      role="tree"
      aria-label="Keys"
      aria-busy={tree.busy}
      aria-activedescendant={rows[marked]?.id}
      onKeyDown={onKeyDown}
      className="group/tree min-h-0 flex-1 overflow-auto outline-none"
      count={rows.length}
      rowHeight={rowHeight}
      fitsWidth
      renderRow={(index) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <TreeRow
            row={row}
            nameStart={nameStart(row, root)}
            marked={index === marked}
            selected={isSelected(row, selected)}
            onPress={() => activate(row)}
          />
        );
      }}
    />
  );
}

/** Whether a row is that of the key that is open. */
function isSelected(row: Row | undefined, selected: Key | undefined): boolean {
  return row?.kind === "key" && selected !== undefined && equalBytes(row.facts.key, selected);
}

/** The marked row: the one that was marked last, else the selected key, else the first. */
function markOf(rows: readonly Row[], markedId: string | undefined, selected: Key | undefined): number {
  const at = rows.findIndex((row) => row.id === markedId);
  if (at !== -1) return at;
  const chosen = rows.findIndex((row) => isSelected(row, selected));
  return Math.max(0, chosen);
}

/** A root that ends within a name, as `/con`, shows its rows with the whole name, `/config/`. */
function nameStart(row: Row, root: Key): number {
  return row.depth > 0 ? row.parent.length : (foldersAbove(root, slash).at(-1)?.length ?? 0);
}
