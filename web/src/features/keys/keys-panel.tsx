import { findNamedResources } from "#/components/named-resources.ts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { asKey, concatBytes, encodeHex, equalBytes, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import type { Found } from "@etcd-explorer/shared/read/find/run-find";
import { Suspense, useRef, type ReactNode } from "react";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { accessQuery } from "#/api/access/access-query.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { badEscape } from "#/lib/key-text-problem.ts";
import { useDelimiters } from "#/stores/delimiters.ts";
import { setExpanded } from "#/stores/expanded.ts";
import { notify, notifyRefusal } from "#/stores/notices.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import type { BoxMode } from "#/features/keys/box/box-field.ts";
import { KeyBox } from "#/features/keys/panel/key-box.tsx";
import { useBoxMode } from "#/features/keys/box/use-box-mode.ts";
import { useFilterField } from "#/features/keys/box/use-filter-field.ts";
import { useFindField } from "#/features/keys/find/use-find-field.ts";
import type { FindSearch } from "#/features/keys/find/find-search.ts";
import { placeOf, resolvePlace, type Place } from "#/features/keys/goto/go-to.ts";
import { useGoToField } from "#/features/keys/goto/use-go-to-field.ts";
import { folderQuery } from "#/features/keys/listing/folder-query.ts";
import { KeysBody, type KeysView } from "#/features/keys/panel/keys-body.tsx";
import type { Sort } from "#/features/keys/table/table-model.ts";
import { SelectionBar } from "#/features/keys/panel/selection-bar.tsx";

const FindPanel = lazyPart(async () => (await import("#/features/keys/find/find-panel.tsx")).FindPanel);

interface KeysPanelProps {
  /** What the tree is narrowed to; empty: all keys. */
  readonly root: Key;
  /** What names below the root start with, as `formatKey` writes it; empty: anything. */
  readonly filter: string;
  readonly view: KeysView;
  /** Of the table. */
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selected: Key | undefined;
  /** The search of the address: its prefix is the root. */
  readonly search: FindSearch;
  readonly onOpen: (key: Key) => void;
  readonly onRoot: (prefix: Key) => void;
  readonly onFilter: (filter: string) => void;
  readonly onView: (view: KeysView) => void;
  readonly onSearch: (search: FindSearch, how: { readonly replace: boolean }) => void;
  readonly onExport: (found: readonly Found[]) => void;
  /** What one can do with the selection: acts of other features. */
  readonly selectionActs?: ReactNode;
}

interface GoTo {
  readonly text: string;
  /** It was typed in the box, and not chosen elsewhere, such as in the palette. */
  readonly isTyped: boolean;
}

/** The left side of the keys screen: the box that leads to keys, and the tree, the table or what was found. */
export function KeysPanel(props: KeysPanelProps) {
  const { root, filter, view, selected, search, onOpen, onRoot, onFilter, onView, onSearch, onExport } = props;
  const connected = useConnected();
  const { connection, at } = connected;
  const queryClient = useQueryClient();
  const delimiters = useDelimiters(connection.id);
  const box = useRef<HTMLInputElement>(null);
  const leadsRef = useRef(false);
  // Where one was before the search.
  const before = useRef<Key>(undefined);
  const [mode, setMode] = useBoxMode(search.find !== undefined, filter !== "");
  const shown = asKey(concatBytes([root, parseKeyText(filter) ?? new Uint8Array()]));
  // The tree asks the same.
  const listing = useQuery({ ...folderQuery(connected, { prefix: shown, delimiters }), enabled: mode !== "find" });
  const count = listing.data?.count;

  const focusBox = () => box.current?.select();
  const open = (place: Place) => {
    if (place.kind === "prefix") {
      if (equalBytes(place.prefix, root)) runAct("keys.focus");
      else leadsRef.current = document.activeElement === box.current;
      return onRoot(place.prefix);
    }
    setExpanded(connection.id, foldersAbove(place.key, delimiters).map(encodeHex), true);
    // On from the box, where the next `/` would be typed and not lead into it.
    if (document.activeElement === box.current) runAct("keys.focus");
    return onOpen(place.key);
  };
  const goTo = useMutation({
    mutationFn: async ({ text }: GoTo) => {
      const access = await queryClient.ensureQueryData(accessQuery(connection));
      const prefix = parseKeyText(text);
      const place = await resolvePlace(callFor(connected, access, prefix), text, delimiters);
      if (place.kind !== "nothing") return place;
      const [named] = await findNamedResources(callFor(connected, access), connection.id, text);
      return named === undefined ? place : placeOf(named);
    },
    onError: (error) => notify(describeFailure(failureOf(error)), "bad"),
    onSuccess: (place, { text, isTyped }) => {
      if (place.kind === "invalid") return notifyRefusal(`${text}: ${badEscape}`);
      if (place.kind !== "nothing") return open(place);
      // Enter means the same, whether or not the offer to find it was there in time.
      if (isTyped) return openFind(text);
      if (mode !== "goto") changeMode("goto");
      goToField.miss(text);
      return box.current?.focus();
    },
  });
  const goToField = useGoToField({
    text: formatKey(root),
    delimiters,
    onGo: (text) => goTo.mutate({ text, isTyped: true }),
    onPick: open,
    onFind: (text) => openFind(text),
    onLeave: () => runAct("keys.focus"),
  });

  const closeFilter = () => {
    setMode("goto");
    onFilter("");
    runAct("keys.focus");
  };
  const filterField = useFilterField({
    count,
    isFailed: listing.isError,
    filter,
    onFilter,
    onFind: (text) => openFind(text),
    onDone: () => runAct("keys.focus"),
    onClose: closeFilter,
  });

  const closeFind = () => {
    const back = before.current;
    before.current = undefined;
    leadsRef.current = true;
    setMode("goto");
    // Where one was, unless the key that was opened is not there.
    onRoot(back !== undefined && (selected === undefined || startsWith(selected, back)) ? back : root);
  };
  const findField = useFindField({ search, onSearch, onClose: closeFind });
  const openFind = (text?: string) => {
    if (mode !== "find") {
      // Where nothing is, nothing can be found.
      const isDead = filter === "" && count === 0;
      before.current = isDead ? undefined : root;
      setMode("find");
      findField.open(isDead ? "" : formatKey(root), text);
    } else if (text !== undefined) findField.open(findField.form.below, text);
    focusBox();
  };
  const changeMode = (wanted: BoxMode) => {
    if (wanted === "find") return openFind();
    if (mode === "find" && !runAct("find.close")) closeFind();
    leadsRef.current = false;
    if (mode === "filter" && wanted === "goto" && filter !== "") onFilter("");
    setMode(wanted);
    return focusBox();
  };
  useAct("keys.goto", (text) => {
    if (text !== undefined) goTo.mutate({ text, isTyped: false });
    else focusBox();
  });
  useAct("keys.filter", () => changeMode("filter"));
  useAct("find.open", openFind);

  const selection = <SelectionBar connectionId={connection.id} acts={props.selectionActs} />;
  return (
    <section aria-label="Keys" className="flex h-full min-h-0 min-w-0 flex-col border-r border-line bg-panel">
      <div className="px-2.5 pt-2.5">
        <KeyBox
          ref={box}
          mode={mode}
          onMode={changeMode}
          goTo={goToField}
          filter={filterField}
          find={findField}
          busy={goTo.isPending}
          onClearFilter={closeFilter}
        />
      </div>
      {mode === "find" ? (
        <Suspense fallback={<div aria-busy="true" className="min-h-0 flex-1" />}>
          <FindPanel
            key={at}
            find={findField}
            selected={selected}
            onOpen={onOpen}
            onClose={closeFind}
            onExport={onExport}
            selection={selection}
          />
        </Suspense>
      ) : (
        <KeysBody
          root={root}
          shown={shown}
          typed={filter || formatKey(root)}
          view={view}
          sort={props.sort}
          onSort={props.onSort}
          selected={selected}
          onOpen={onOpen}
          onRoot={onRoot}
          onView={onView}
          leadsRef={leadsRef}
          selection={selection}
        />
      )}
    </section>
  );
}
