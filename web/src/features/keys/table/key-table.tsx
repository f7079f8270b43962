import { listsLeases } from "#/api/lease/lists-leases.ts";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { encodeHex, equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { Columns3 } from "lucide-react";
import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from "react";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { refuseWrite, useAccess } from "#/api/access/access-query.ts";
import { healthQuery } from "#/api/connection/health-query.ts";
import { readAtOf } from "#/api/cache/etcd-cache.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { marksRows, useMarkOf } from "#/stores/marked-thing.ts";
import { selectionId } from "#/stores/selection.ts";
import { toggleColumn, useTableColumns } from "#/stores/layout/table-columns.ts";
import { Popover } from "#/ui/popover.tsx";
import { useRowMark } from "#/ui/list/use-row-mark.ts";
import { screenPlace } from "#/ui/screen-place.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { NoKeys } from "#/features/keys/tree/no-keys.tsx";
import { UnreadKeys } from "#/features/keys/tree/unread-keys.tsx";
import { columns, columnWords, describeLoaded, nextSort, sortRows, type Column, type Sort } from "./table-model.ts";
import { tableQuery } from "./table-query.ts";
import { withWidths } from "./column-widths.ts";
import { TableHead } from "./table-head.tsx";
import { TableRow } from "./table-row.tsx";
import { useRowPreviews } from "./use-row-previews.ts";
import { selectableKeys, thingOfKey } from "#/features/keys/rows/selectable-keys.ts";
import { rowHeight } from "#/features/keys/tree/tree-row.tsx";
import { useRowMenu } from "#/features/keys/rows/use-row-menu.tsx";
import { useRowSelection } from "#/features/keys/rows/use-row-selection.ts";
import { usePastRows } from "#/features/keys/past/past-rows.ts";
import { JumpLine } from "#/features/keys/rows/jump-line.tsx";
import { openOrEnter, takeRowKey, takeRowPress } from "#/features/keys/rows/row-keyboard.ts";
import { moveInRows } from "#/features/keys/rows/row-moves.ts";
import { findTypedRow } from "#/features/keys/rows/type-ahead.ts";
import { useTypedName } from "#/features/keys/rows/use-typed-name.ts";

interface KeyTableProps {
  readonly prefix: Key;
  /** What of the prefix was typed, to be looked for where nothing starts so. */
  readonly typed: string;
  readonly selected: Key | undefined;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly onOpen: (key: Key) => void;
}

/** So many rows before the end of what is loaded, more is read. */
const ahead = 200;

/** The keys below a prefix, flat: sortable over what is loaded, and more is read as one scrolls. */
export function KeyTable({ prefix, typed, selected, sort, onSort, onOpen }: KeyTableProps) {
  const connected = useConnected();
  const connectionId = connected.connection.id;
  const access = useAccess();
  const table = useInfiniteQuery({
    ...tableQuery(connected, prefix),
    // From one past revision to another the old rows stay until the new ones are read.
    placeholderData: (data, query) =>
      connected.at === "live" || query === undefined || readAtOf(query.queryKey) === "live" ? undefined : data,
  });
  const list = useRef<VirtualRowsHandle>(null);
  const columnsButton = useRef<HTMLButtonElement>(null);
  const { hidden, widthsPx } = useTableColumns();
  const version = useQuery(healthQuery(connected.connection)).data?.version ?? "";
  // From 3.7 on leases come only with values, and the table reads none.
  const offered = columns.filter((column) => column !== "lease" || listsLeases(version));
  const isShown = (column: Column) => offered.includes(column) && !hidden.includes(column);
  const shown = withWidths(offered.filter(isShown), widthsPx);
  useAct("keys.focus", () => list.current?.focus());

  const pages = table.data?.pages ?? [];
  const loaded = pages.flatMap((page) => page.keys);
  const past = usePastRows((state) => state.rows);
  const rows = sortRows(past?.withKeysNotYet(loaded, prefix, !table.hasNextPage) ?? loaded, sort);
  const count = pages[0]?.count ?? 0;
  const previews = useRowPreviews(rows, isShown("value") || isShown("size"));
  // The key that is open is in sight, whatever opened it, as soon as it is loaded.
  const openHex = selected === undefined ? undefined : encodeHex(selected);
  const shownOpen = useRef<string>(undefined);
  const openRow = selected === undefined ? -1 : rows.findIndex(({ key }) => equalBytes(key, selected));

  const selectable = selectableKeys(rows);
  const open = openHex === undefined ? undefined : { id: openHex, row: openRow === -1 ? undefined : openRow };
  const mark = useRowMark({ rows: selectable, open, list });
  const { at, marked, isChosen } = mark;
  const markedFacts = marked === undefined ? undefined : rows[marked];
  useMarkOf(connectionId, markedFacts && { thing: thingOfKey(markedFacts), isChosen });
  const reveal = useEffectEvent((row: number, hex: string | undefined) => {
    if (row === -1 || shownOpen.current === hex) return;
    shownOpen.current = hex;
    mark.goTo(row);
  });
  useEffect(() => {
    reveal(openRow, openHex);
  }, [openRow, openHex]);

  const selection = useRowSelection(connectionId, selectable, at);
  const typedName = useTypedName((text) => {
    const found = findTypedRow(rows, at, text, prefix.length);
    if (found !== undefined) mark.goTo(found);
    return found !== undefined;
  });
  useAct("keys.jump", () => {
    list.current?.focus();
    typedName.begin();
  });
  const keyAt = (index: number, then: (key: Key) => void) => {
    const row = rows[index];
    if (row !== undefined) then(row.key);
  };
  const actions = { mark, selection, onActivate: (index: number) => keyAt(index, onOpen) };
  const onKeyDown = (event: KeyboardEvent) => {
    const isTaken = takeRowKey(event, {
      ...actions,
      typedName,
      readMove: (press) => moveInRows(rows.length, mark, press, list.current?.rowsPerPage() ?? 1),
      onEnter: (index) => keyAt(index, (key) => openOrEnter(key, selected, onOpen)),
      onEnterOpen: () => runAct("value.focus"),
    });
    if (isTaken) event.preventDefault();
  };

  const { handlers, menu } = useRowMenu({
    list,
    mark,
    selection,
    thingAt: (index) => {
      const facts = rows[index];
      return facts && { kind: "key", name: facts.key, isOpen: index === openRow };
    },
    isSelected: (index) => {
      const facts = rows[index];
      return facts !== undefined && selection.selected.has(selectionId(thingOfKey(facts)));
    },
    onActivate: actions.onActivate,
  });

  const isAll = prefix.length === 0;
  if (table.isError && pages.length === 0) return <UnreadKeys failure={failureOf(table.error)} isAll={isAll} />;
  if (table.isSuccess && rows.length === 0) return <NoKeys access={access} prefix={prefix} typed={typed} />;
  return (
    <>
      <VirtualRows
        handle={list}
        {...marksRows}
        {...screenPlace}
        {...handlers}
        role="grid"
        aria-label="Keys"
        aria-busy={table.isFetching}
        data-old={table.isPlaceholderData}
        aria-multiselectable
        aria-rowcount={Math.max(count, rows.length) + 1}
        aria-colcount={shown.length + 1}
        aria-activedescendant={marked === undefined ? undefined : `row-${marked}`}
        onKeyDown={onKeyDown}
        onBlur={typedName.end}
        onSight={(from, to) => {
          previews.onSight(from, to);
          if (to > rows.length - ahead && table.hasNextPage && !table.isFetching) void table.fetchNextPage();
        }}
        ringsRow
        className="group/tree min-h-0 flex-1 overflow-auto"
        count={rows.length}
        rowHeight={rowHeight}
        fitsWidth
        header={<TableHead columns={shown} sort={sort} onSort={(column) => onSort(nextSort(sort, column))} />}
        headerHeight={rowHeight}
        renderRow={(index) => {
          const facts = rows[index];
          if (facts === undefined) return null;
          return (
            <TableRow
              index={index}
              facts={facts}
              nameStart={prefix.length}
              columns={shown}
              preview={previews.previewOf(facts)}
              mark={past?.markOfKey(facts.key)}
              marked={index === marked}
              selected={selected !== undefined && equalBytes(facts.key, selected)}
              checked={
                selection.selected.size === 0 ? undefined : selection.selected.has(selectionId(thingOfKey(facts)))
              }
              locked={refuseWrite(access, { key: facts.key })}
              onPress={(event) => takeRowPress(index, event, actions)}
              onCheck={(event) => (event.shiftKey ? selection.checkTo(index) : selection.check(index))}
            />
          );
        }}
      />
      <JumpLine name={typedName} />
      {menu}
      <div
        data-foot
        className="flex min-h-7 shrink-0 items-center justify-between gap-2 border-t border-line px-2.5 text-sm text-muted"
      >
        <span role="status" className="truncate" title={prefix.length === 0 ? undefined : `below ${formatKey(prefix)}`}>
          {table.isPending ? "Loading…" : describeLoaded(loaded.length, count, sort)}
          {table.isError && ` · ${describeFailure(failureOf(table.error))}`}
          {table.isFetchingNextPage && " · loading more…"}
        </span>
        <Popover button={columnsButton} label="Columns" icon={<Columns3 />}>
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1.5 text-sm text-muted">Columns</legend>
            {offered.map((column) => (
              <label key={column} className="flex items-center gap-1.5">
                <input type="checkbox" checked={isShown(column)} onChange={() => toggleColumn(column)} />
                {columnWords[column]}
              </label>
            ))}
            {offered.length < columns.length && (
              <p className="text-sm text-muted">etcd {version} does not list leases.</p>
            )}
          </fieldset>
        </Popover>
      </div>
    </>
  );
}
