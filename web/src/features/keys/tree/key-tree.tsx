import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { useRef, type KeyboardEvent } from "react";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { refuseWrite } from "#/api/access/access-query.ts";
import { useUnsaved } from "#/stores/drafts.ts";
import { marksRows, useMarkOf } from "#/stores/marked-thing.ts";
import { screenPlace } from "#/ui/screen-place.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { nameStart } from "./row-name.ts";
import { moveInTree } from "./tree-moves.ts";
import { rowHeight, TreeRow } from "./tree-row.tsx";
import { rowShows } from "./row-shows.ts";
import type { Row } from "./tree-rows.ts";
import { isChecked, selectableTree, thingOf } from "./tree-selection.ts";
import { useTreePlace } from "./use-tree-place.ts";
import { usePastRows, type PastRows, type RowMark } from "#/features/keys/past/past-rows.ts";
import { JumpLine } from "#/features/keys/rows/jump-line.tsx";
import { openOrEnter, takeRowKey, takeRowPress } from "#/features/keys/rows/row-keyboard.ts";
import { useRowSelection } from "#/features/keys/rows/use-row-selection.ts";
import { useRowMenu } from "#/features/keys/rows/use-row-menu.tsx";
import { useReadInSight } from "./use-read-in-sight.ts";
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

/** The tree of folders and keys: as many rows as there are, of which only those in sight are drawn. */
export function KeyTree({ tree, connectionId, id, selected, onOpen, onExpand }: KeyTreeProps) {
  const { rows } = tree;
  const list = useRef<VirtualRowsHandle>(null);
  const place = useTreePlace(id, rows, list, selected && { id: encodeHex(selected), row: rows.find(selected) });
  const unsaved = useUnsaved(connectionId);
  const { at, marked, isChosen } = place;
  useMarkOf(connectionId, marked === undefined ? undefined : { thing: thingOf(rows.at(marked)), isChosen });
  const selection = useRowSelection(connectionId, selectableTree(rows), at);
  const onSight = useReadInSight(tree);
  const past = usePastRows((state) => state.rows);
  useAct("keys.focus", () => list.current?.focus());
  useAct("keys.expand", () => {
    const row = rows.at(at);
    const folder = rows.spanAt(at)?.folder;
    if (row?.kind === "folder") onExpand({ prefix: row.prefix, count: row.count });
    else if (folder?.state.status === "ready") {
      onExpand({ prefix: folder.prefix, count: folder.state.listing.count });
    }
  });

  useSoughtKey(tree, selected, place.openBefore, place.goToPlace);
  const typedName = useTypeAhead(tree, place);
  useAct("keys.jump", () => {
    list.current?.focus();
    typedName.begin();
  });
  const activate = (index: number) => {
    const row = rows.at(index);
    if (row?.kind === "folder") tree.toggle(row.prefix, !row.open, row.outermost);
    else if (row?.kind === "key") onOpen(row.facts.key);
    else if (row?.kind === "failed") tree.retry(row.parent);
  };
  const actions = { mark: place, selection, onActivate: activate };
  const onKeyDown = (event: KeyboardEvent) => {
    const isTaken = takeRowKey(event, {
      ...actions,
      typedName,
      readMove: (press) => moveInTree(rows, place, press, list.current?.rowsPerPage() ?? 1),
      onEnter: (index) => {
        const row = rows.at(index);
        if (row?.kind === "key") openOrEnter(row.facts.key, selected, onOpen);
        else activate(index);
      },
      onEnterOpen: () => runAct("value.focus"),
      onToggle: (index, isOpen) => {
        const row = rows.at(index);
        if (row?.kind === "folder") tree.toggle(row.prefix, isOpen, row.outermost);
      },
    });
    if (isTaken) event.preventDefault();
  };

  const { handlers, menu } = useRowMenu({
    list,
    mark: place,
    selection,
    thingAt: (index) => {
      const row = rows.at(index);
      if (row?.kind === "folder") return { kind: "folder", name: row.prefix, isOpen: row.open };
      return row?.kind === "key" ? { kind: "key", name: row.facts.key, isOpen: showsOpen(row, selected) } : undefined;
    },
    isSelected: (index) => {
      const row = rows.at(index);
      return row !== undefined && isChecked(rows, index, row, selection.selected) === true;
    },
    onActivate: activate,
  });

  return (
    <>
      <VirtualRows
        handle={list}
        {...marksRows}
        {...screenPlace}
        {...handlers}
        role="tree"
        aria-label="Keys"
        aria-busy={tree.busy}
        data-old={tree.isOld}
        aria-multiselectable
        aria-activedescendant={marked === undefined ? undefined : rows.at(marked)?.id}
        onKeyDown={onKeyDown}
        onBlur={typedName.end}
        onSight={onSight}
        onScrolled={place.onScroll}
        ringsRow
        className="group/tree min-h-0 flex-1 overflow-x-hidden overflow-y-auto"
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
              checked={isChecked(rows, index, row, selection.selected)}
              locked={lockOf(row, tree)}
              mark={markOf(row, past)}
              unsaved={row.kind === "key" && unsaved.has(encodeHex(row.facts.key))}
              onPress={(event) => takeRowPress(index, event, actions)}
              onCheck={(event) => (event.shiftKey ? selection.checkTo(index) : selection.check(index))}
            />
          );
        }}
      />
      <JumpLine name={typedName} />
      {menu}
    </>
  );
}

/** Whether a row is that of the key that is open. */
function showsOpen(row: Row | undefined, selected: Key | undefined): boolean {
  return row?.kind === "key" && selected !== undefined && rowShows(row, selected);
}

/** What a row of a past revision says of now. */
function markOf(row: Row, past: PastRows | undefined): RowMark | undefined {
  if (row.kind === "folder") return past?.markOfFolder(row.prefix, row.count);
  return row.kind === "key" ? past?.markOfKey(row.facts.key) : undefined;
}

/** Why nothing of a row may be written. */
function lockOf(row: Row, { access }: Tree): string | undefined {
  if (access === undefined) return undefined;
  if (row.kind === "folder") return refuseWrite(access, prefixRange(row.prefix));
  return row.kind === "key" ? refuseWrite(access, { key: row.facts.key }) : undefined;
}
