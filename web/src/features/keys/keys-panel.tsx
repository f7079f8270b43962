import { useMutation, useQueryClient } from "@tanstack/react-query";
import { asKey, concatBytes, encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import { Download, FolderTree, Funnel, Plus, RefreshCw, Search, Table2, Upload } from "lucide-react";
import { Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { runAct } from "#/acts/registry.ts";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache, readAtOf } from "#/api/cache/etcd-cache.ts";
import { badEscape } from "#/lib/key-text-problem.ts";
import { collapseAll, setExpanded } from "#/stores/expanded.ts";
import { notify, notifyRefusal } from "#/stores/notices.ts";
import { treeId } from "#/stores/tree-places.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { isFocusFree } from "#/ui/lost-focus.ts";
import { DelimitersPopover } from "#/features/keys/panel/delimiters-popover.tsx";
import { FilterLine } from "#/features/keys/panel/filter-line.tsx";
import { GoToBox } from "#/features/keys/goto/go-to-box.tsx";
import { resolvePlace, type Place } from "#/features/keys/goto/go-to.ts";
import { PrefixLine } from "#/features/keys/panel/prefix-line.tsx";
import { SelectionBar } from "#/features/keys/panel/selection-bar.tsx";
import { TreeOrState } from "#/features/keys/tree/tree-or-state.tsx";
import { useExpandBelow } from "#/features/keys/listing/use-expand-below.ts";
import { useTree } from "#/features/keys/tree/use-tree.ts";

const KeyTable = lazyPart(async () => (await import("#/features/keys/table/key-table.tsx")).KeyTable);
const ExpandDialog = lazyDialog(async () => (await import("#/features/keys/listing/expand-dialog.tsx")).ExpandDialog);

export type KeysView = "tree" | "table";

interface KeysPanelProps {
  /** What the tree is narrowed to; empty: all keys. */
  readonly root: Key;
  /** What names below the root start with, as `formatKey` writes it; empty: anything. */
  readonly filter: string;
  readonly view: KeysView;
  readonly selected: Key | undefined;
  readonly onOpen: (key: Key) => void;
  readonly onRoot: (prefix: Key) => void;
  readonly onFilter: (filter: string) => void;
  readonly onView: (view: KeysView) => void;
  /** What one can do with the selection: acts of other features. */
  readonly selectionActs?: ReactNode;
}

/** The left side of the keys screen: where one is, the tree or table, and what one can do with it. */
export function KeysPanel({
  root,
  filter,
  view,
  selected,
  onOpen,
  onRoot,
  onFilter,
  onView,
  selectionActs,
}: KeysPanelProps) {
  const { connection, etcd, at } = useConnected();
  const queryClient = useQueryClient();
  const shown = asKey(concatBytes([root, parseKeyText(filter) ?? new Uint8Array()]));
  const tree = useTree(shown);
  const { delimiters } = tree;
  const expand = useExpandBelow(delimiters);
  const box = useRef<HTMLInputElement>(null);
  const filterBox = useRef<HTMLInputElement>(null);
  const [isFiltering, setFiltering] = useState(filter !== "");

  const open = (place: Place) => {
    if (place.kind === "prefix") return onRoot(place.prefix);
    setExpanded(connection.id, foldersAbove(place.key, delimiters).map(encodeHex), true);
    // On from the box, where the next `/` would be typed and not lead into it.
    if (document.activeElement === box.current) runAct("keys.focus");
    return onOpen(place.key);
  };
  const goTo = useMutation({
    mutationFn: (text: string) => resolvePlace(etcd, text, delimiters),
    onError: (error) => notify(describeFailure(failureOf(error)), "bad"),
    onSuccess: (place, text) => {
      if (place === undefined) notifyRefusal(`${text}: ${badEscape}`);
      else open(place);
    },
  });
  useAct("keys.goto", (text) => {
    if (text !== undefined) goTo.mutate(text);
    else box.current?.select();
  });
  const rows = `${view} ${encodeHex(shown)}`;
  const rowsBefore = useRef(rows);
  // Other rows take the focus with them that was in the old ones, or in the box that led here.
  useEffect(() => {
    if (rowsBefore.current === rows) return;
    rowsBefore.current = rows;
    if (isFocusFree()) runAct("keys.focus");
  }, [rows]);
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
  useAct("keys.collapse", () => collapseAll(connection.id));
  useAct("keys.view", () => onView(view === "tree" ? "table" : "tree"));
  useAct("keys.filter", () => {
    setFiltering(true);
    // It may not be there yet.
    requestAnimationFrame(() => filterBox.current?.select());
  });

  return (
    <section aria-label="Keys" className="flex h-full min-h-0 min-w-0 flex-col border-r border-line bg-panel">
      <div className="p-2.5 pb-1.5">
        <GoToBox
          ref={box}
          key={formatKey(root)}
          text={formatKey(root)}
          busy={goTo.isPending}
          delimiters={delimiters}
          onGo={goTo.mutate}
          onPick={open}
        />
        <PrefixLine
          root={root}
          count={tree.count}
          delimiters={delimiters}
          limited={tree.access !== undefined}
          onRoot={onRoot}
          filter={
            !isFiltering && (
              <ActButton act="keys.filter" variant="ghost" label={null} icon={<Funnel />} className="h-6 px-1" />
            )
          }
        />
        {isFiltering && (
          <FilterLine
            key={formatKey(root)}
            input={filterBox}
            filter={filter}
            onFilter={onFilter}
            onDone={() => runAct("keys.focus")}
            onClose={() => {
              setFiltering(false);
              onFilter("");
              runAct("keys.focus");
            }}
          />
        )}
      </div>
      {view === "table" ? (
        <Suspense fallback={<div aria-busy="true" className="min-h-0 flex-1" />}>
          <KeyTable key={encodeHex(shown)} prefix={shown} selected={selected} onOpen={onOpen} />
        </Suspense>
      ) : (
        <TreeOrState
          key={encodeHex(shown)}
          tree={tree}
          connectionId={connection.id}
          id={treeId(connection.id, encodeHex(shown))}
          selected={selected}
          onOpen={onOpen}
          onExpand={expand.begin}
        />
      )}
      <SelectionBar connectionId={connection.id} acts={selectionActs} />
      <div className="@container flex h-[34px] shrink-0 items-center border-t border-line px-1.5">
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
        <ActButton act="find.open" variant="ghost" label={null} icon={<Search />} className="w-7 px-0" />
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
    </section>
  );
}
