import { useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import { Download, FolderTree, Plus, RefreshCw, Table2, Upload } from "lucide-react";
import { Suspense, useEffect, useRef, type ReactNode, type RefObject } from "react";
import { runAct } from "#/acts/registry.ts";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache, readAtOf } from "#/api/cache/etcd-cache.ts";
import { useExpandBelow } from "#/features/keys/listing/use-expand-below.ts";
import type { Sort } from "#/features/keys/table/table-model.ts";
import { TreeOrState } from "#/features/keys/tree/tree-or-state.tsx";
import { useTree } from "#/features/keys/tree/use-tree.ts";
import { collapseAll } from "#/stores/expanded.ts";
import { currentMark } from "#/stores/marked-thing.ts";
import { notifyRefusal } from "#/stores/notices.ts";
import { thingNames } from "#/stores/selection.ts";
import { treeId } from "#/stores/tree-places.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { isFocusFree } from "#/ui/lost-focus.ts";
import { DelimitersPopover } from "./delimiters-popover.tsx";
import { PrefixLine } from "./prefix-line.tsx";

const KeyTable = lazyPart(async () => (await import("#/features/keys/table/key-table.tsx")).KeyTable);
const ExpandDialog = lazyDialog(async () => (await import("#/features/keys/listing/expand-dialog.tsx")).ExpandDialog);

export type KeysView = "tree" | "table";

interface KeysBodyProps {
  /** What the tree is narrowed to; empty: all keys. */
  readonly root: Key;
  /** The same with what is filtered by. */
  readonly shown: Key;
  /** What of it was typed, to be looked for where nothing starts so. */
  readonly typed: string;
  readonly view: KeysView;
  /** Of the table. */
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selected: Key | undefined;
  readonly onOpen: (key: Key) => void;
  readonly onRoot: (prefix: Key) => void;
  readonly onView: (view: KeysView) => void;
  /** Set where the box leadsRef on into what is shown next. */
  readonly leadsRef: RefObject<boolean>;
  /** What can be done with what is selected. */
  readonly selection: ReactNode;
}

/** Below the box: where one is, the tree or table, and what one can do with it. */
export function KeysBody(props: KeysBodyProps) {
  const { root, shown, typed, view, sort, onSort, selected, onOpen, onRoot, onView, leadsRef, selection } = props;
  const { connection, at } = useConnected();
  const queryClient = useQueryClient();
  const tree = useTree(shown);
  const { delimiters } = tree;
  const expand = useExpandBelow(delimiters);
  const rows = `${view} ${encodeHex(shown)}`;
  const rowsBefore = useRef(rows);
  // Other rows take the focus with them that was in the old ones, or in the box that led here.
  useEffect(() => {
    if (rowsBefore.current === rows && !leadsRef.current) return;
    rowsBefore.current = rows;
    if (leadsRef.current || isFocusFree()) runAct("keys.focus");
    leadsRef.current = false;
  }, [rows, leadsRef]);
  useAct("keys.refresh", () => {
    // What was read of another revision is as true as it was.
    const predicate = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => (readAtOf(queryKey) ?? at) === at;
    void queryClient.invalidateQueries({ queryKey: etcdCache.folders(connection.id), predicate });
    void queryClient.resetQueries({ queryKey: etcdCache.tables(connection.id), predicate });
    // The key that is open beside the tree is on the screen as well, with its lease and what one may do to it.
    for (const queryKey of [
      etcdCache.everyKey(connection.id),
      etcdCache.everyLease(connection.id),
      etcdCache.access(connection.id),
    ]) {
      void queryClient.invalidateQueries({ queryKey, predicate });
    }
  });
  useAct("keys.root", () => {
    const thing = currentMark(connection.id)?.thing;
    const [name] = thing === undefined ? [] : thingNames([thing]);
    const folder = thing?.kind === "key" && name !== undefined ? foldersAbove(name, delimiters).at(-1) : name;
    if (folder === undefined) notifyRefusal("Select a folder first");
    else onRoot(folder);
  });
  useAct("keys.collapse", () => collapseAll(connection.id));
  useAct("keys.view", () => onView(view === "tree" ? "table" : "tree"));

  return (
    <>
      <div className="px-2.5 pb-1.5">
        <PrefixLine
          root={root}
          count={tree.count}
          delimiters={delimiters}
          limited={tree.access !== undefined}
          onRoot={onRoot}
        />
      </div>
      {view === "table" ? (
        <Suspense fallback={<div aria-busy="true" className="min-h-0 flex-1" />}>
          <KeyTable
            key={encodeHex(shown)}
            prefix={shown}
            typed={typed}
            selected={selected}
            sort={sort}
            onSort={onSort}
            onOpen={onOpen}
          />
        </Suspense>
      ) : (
        <TreeOrState
          key={encodeHex(shown)}
          tree={tree}
          typed={typed}
          connectionId={connection.id}
          id={treeId(connection.id, encodeHex(shown))}
          selected={selected}
          onOpen={onOpen}
          onExpand={expand.begin}
        />
      )}
      {selection}
      <div data-foot className="@container flex h-[34px] shrink-0 items-center border-t border-line px-1.5">
        <ActButton act="key.create" variant="ghost" icon={<Plus />} showShortcut className="@max-xs:[&_kbd]:hidden" />
        <div className="flex-1" />
        <DelimitersPopover connectionId={connection.id} />
        <ActButton
          act="keys.view"
          variant="ghost"
          label={null}
          icon={view === "tree" ? <Table2 /> : <FolderTree />}
          className="w-7 px-0"
        />
        <ActButton act="transfer.import" variant="ghost" label={null} icon={<Upload />} className="w-7 px-0" />
        <ActButton act="transfer.export" variant="ghost" label={null} icon={<Download />} className="w-7 px-0" />
        <ActButton
          act="keys.refresh"
          variant="ghost"
          label={null}
          icon={<RefreshCw className={tree.busy ? "animate-spin" : ""} />}
          className="w-7 px-0"
        />
      </div>
      {expand.asking !== undefined && (
        <ExpandDialog
          expansion={expand.asking}
          busy={expand.isRunning}
          onConfirm={expand.confirm}
          onClose={expand.cancel}
        />
      )}
    </>
  );
}
