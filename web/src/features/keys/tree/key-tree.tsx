import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { refuseWrite } from "#/api/access/access-query.ts";
import { useUnsaved } from "#/stores/drafts.ts";
import { marksRows, useMarkOf } from "#/stores/marked-thing.ts";
import { clearSelection, setSelected, useSelection } from "#/stores/selection.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { nameStart } from "./row-name.ts";
import { moveInTree } from "./tree-moves.ts";
import { rowHeight, TreeRow } from "./tree-row.tsx";
import { rowShows, type Row, type TreeRows } from "./tree-rows.ts";
import { everything, isChecked, selectableTree, thingOf } from "./tree-selection.ts";
import { useTreePlace } from "./use-tree-place.ts";
import { useRowSelection } from "#/features/keys/rows/use-row-selection.ts";
import { useSoughtKey } from "./use-sought-key.ts";
import { useTypeAhead } from "./use-type-ahead.ts";
import type { Tree } from "./use-tree.ts";

interface KeyTreeProps {
  readonly tree: Tree;
  readonly connectionId: string;
  /** The name under which the place in the tree is remembered. */
  readonly id: string;
  /** The key that is open. */
  readonly selected: Key | undefined;
  readonly onOpen: (key: Key) => void;
  readonly onExpand: (expansion: { readonly prefix: Key; readonly count: number }) => void;
}

/** So long a row is in sight before it is read, so that flying past costs nothing. */
const sightMs = 60;

/** The tree of folders and keys: as many rows as there are, of which only those in sight are drawn. */
export function KeyTree({ tree, connectionId, id, selected, onOpen, onExpand }: KeyTreeProps) {
  const { rows } = tree;
  const list = useRef<VirtualRowsHandle>(null);
  const place = useTreePlace(id, rows, list, selected && { id: encodeHex(selected), row: rows.find(selected) });
  const selection = useSelection(connectionId);
  const [sight, setSight] = useState({ from: 0, to: 0 });
  const sightTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unsaved = useUnsaved(connectionId);
  const { at, marked, isChosen } = place;
  useMarkOf(connectionId, marked === undefined ? undefined : { thing: thingOf(rows.at(marked)), isChosen });
  const { check, checkTo, forgetStart } = useRowSelection(connectionId, selectableTree(rows), at);
  useAct("keys.focus", () => list.current?.focus());
  useAct("keys.expand", () => {
    const row = rows.at(at);
    const folder = rows.spanAt(at)?.folder;
    if (row?.kind === "folder") onExpand({ prefix: row.prefix, count: row.count });
    else if (folder?.state.status === "ready") {
      onExpand({ prefix: folder.prefix, count: folder.state.listing.count });
    }
  });

  // What is in sight and not read, is read: the first such stretch of each folder, one after the other.
  const readSight = useEffectEvent((shown: TreeRows, { from, to }: { from: number; to: number }) => {
    const seen = new Set<Key>();
    for (let index = from; index < to; index++) {
      const row = shown.at(index);
      if (row?.kind !== "unread" || seen.has(row.parent)) continue;
      seen.add(row.parent);
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

  useSoughtKey(tree, selected, place.openBefore, place.goToPlace);
  const typeAhead = useTypeAhead(tree, place);
  const activate = (row: Row) => {
    if (row.kind === "folder") tree.toggle(row.prefix, !row.open);
    else if (row.kind === "key") onOpen(row.facts.key);
    else if (row.kind === "failed") tree.retry(row.parent);
  };
  const press = (index: number, row: Row, event: MouseEvent) => {
    place.setMark(index);
    if (event.shiftKey) return checkTo(index);
    if (event.ctrlKey || event.metaKey) return check(index);
    forgetStart();
    activate(row);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== "a" || event.shiftKey) return;
      event.preventDefault();
      setSelected(connectionId, everything(rows));
      return;
    }
    if (event.key === "Escape" && selection.size > 0) {
      event.preventDefault();
      clearSelection(connectionId);
      return;
    }
    const move = moveInTree(rows, place, { key: event.key, shift: event.shiftKey }, list.current?.rowsPerPage() ?? 1);
    if (move === undefined) {
      // Without a mark, Enter is about the key that is open, as every act is.
      if (event.key === "Enter") return void runAct("value.focus");
      if (typeAhead.type(event.key)) event.preventDefault();
      return;
    }
    typeAhead.end();
    event.preventDefault();
    switch (move.kind) {
      case "mark":
        if (move.extends) checkTo(move.at);
        else forgetStart();
        return place.goTo(move.at);
      case "toggle":
        place.setMark(at);
        return tree.toggle(move.row.prefix, move.open);
      case "select":
        return check(move.at);
      case "activate":
        place.setMark(at);
        // Enter opens a key, and once more leads into its value.
        if (showsOpen(move.row, selected)) return void runAct("value.focus");
        return activate(move.row);
      default:
        return move satisfies never;
    }
  };

  return (
    <VirtualRows
      handle={list}
      {...marksRows}
      role="tree"
      aria-label="Keys"
      aria-busy={tree.busy}
      aria-multiselectable
      aria-activedescendant={marked === undefined ? undefined : rows.at(marked)?.id}
      onKeyDown={onKeyDown}
      onSight={see}
      onScrolled={place.onScroll}
      className="group/tree min-h-0 flex-1 overflow-x-hidden overflow-y-auto outline-none"
      count={rows.count}
      rowHeight={rowHeight}
      fitsWidth
      renderRow={(index) => {
        const row = rows.at(index);
        if (row === undefined) return null;
        return (
          <TreeRow
            row={row}
            nameStart={nameStart(row.depth, row.parent, tree.delimiters)}
            marked={index === marked}
            selected={showsOpen(row, selected)}
            checked={isChecked(rows, index, row, selection)}
            locked={lockOf(row, tree)}
            unsaved={row.kind === "key" && unsaved.has(encodeHex(row.facts.key))}
            onPress={(event) => press(index, row, event)}
            onCheck={(event) => (event.shiftKey ? checkTo(index) : check(index))}
          />
        );
      }}
    />
  );
}

/** Whether a row is that of the key that is open. */
function showsOpen(row: Row | undefined, selected: Key | undefined): boolean {
  return row?.kind === "key" && selected !== undefined && rowShows(row, selected);
}

/** Why nothing of a row may be written. */
function lockOf(row: Row, { access }: Tree): string | undefined {
  if (access === undefined) return undefined;
  if (row.kind === "folder") return refuseWrite(access, prefixRange(row.prefix));
  return row.kind === "key" ? refuseWrite(access, { key: row.facts.key }) : undefined;
}
