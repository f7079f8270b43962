import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { asKey, concatBytes, encodeHex, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import { Download, History } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useUnwritable } from "#/api/access/unwritable.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { BulkActButtons } from "#/features/bulk/bulk-act-buttons.tsx";
import { BulkHost } from "#/features/bulk/bulk-host.tsx";
import { KeysPanes } from "#/features/keys/keys-panes.tsx";
import { KeysPanel } from "#/features/keys/keys-panel.tsx";
import type { KeysView } from "#/features/keys/panel/keys-body.tsx";
import { formatSort, parseSort, type Sort } from "#/features/keys/table/table-model.ts";
import { ValuePane } from "#/features/value/value-pane.tsx";
import { delimitersOf } from "#/stores/delimiters.ts";
import { setExpanded } from "#/stores/expanded.ts";
import { currentMark } from "#/stores/marked-thing.ts";
import { thingNames } from "#/stores/selection.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { CompareHost } from "./keys/compare-host.tsx";
import { ConnectedRoute } from "./connected-route.tsx";
import { PlacesHost } from "./keys/places-host.tsx";
import { useHistoryAddress } from "./keys/use-history-address.ts";
import { useRowActs } from "./keys/use-row-acts.ts";
import { useTransfer } from "./keys/use-transfer.tsx";
import { WatchHost } from "./keys/watch-host.tsx";

const NewKeyDialog = lazyDialog(async () => (await import("#/features/value/new-key/new-key-dialog.tsx")).NewKeyDialog);

const LiveKeys = lazyPart(async () => (await import("#/features/keys/live/live-keys.tsx")).LiveKeys);
const RestoreHost = lazyPart(async () => (await import("#/features/apply/restore-host.tsx")).RestoreHost);
const ChangesPanel = lazyPart(async () => (await import("#/features/past/changes-panel.tsx")).ChangesPanel);
const PastMarks = lazyPart(async () => (await import("#/features/keys/past/past-marks.tsx")).PastMarks);
const PastSteps = lazyPart(async () => (await import("#/features/past/past-steps.tsx")).PastSteps);
const PastStrip = lazyPart(async () => (await import("#/features/past/past-strip.tsx")).PastStrip);
const Overview = lazyPart(async () => (await import("#/features/keys/overview/overview.tsx")).Overview);

/** `/c/…/keys`: reaches the connection first, then shows its keys. */
export function KeysRoute() {
  const { connection: name } = useParams({ from: "/c/$connection/keys" });
  return (
    <ConnectedRoute name={name} hasPast>
      {(connection) => <KeysScreen connection={connection} />}
    </ConnectedRoute>
  );
}

function KeysScreen({ connection }: { readonly connection: Connection }) {
  const search = useSearch({ from: "/c/$connection/keys" });
  const navigate = useNavigate({ from: "/c/$connection/keys" });
  // What the name of a new key begins with; undefined: the dialog is closed.
  const [creating, setCreating] = useState<Key>();
  const root = parseKeyText(search.prefix ?? "") ?? asKey(new Uint8Array());
  const selected = search.key === undefined ? undefined : parseKeyText(search.key);

  const filtered = parseKeyText(search.filter ?? "") ?? new Uint8Array();
  // Beside what it is made of: with a hook in between, the compiler keeps none of them from one rendering to the next.
  const shown = asKey(concatBytes([root, filtered]));

  const view = search.view === "table" ? "table" : "tree";

  // Whatever opens a key, its folders open too, so that the tree can show it; after that they close as one likes.
  const linked = search.key;
  useEffect(() => {
    const key = linked === undefined ? undefined : parseKeyText(linked);
    if (key !== undefined)
      setExpanded(connection.id, foldersAbove(key, delimitersOf(connection.id)).map(encodeHex), true);
  }, [connection.id, linked]);

  const unwritable = useUnwritable();
  const { at } = useConnected();
  // A key that the tree does not show for its prefix or filter is shown among all keys.
  const [openings, setOpenings] = useState(0);
  const openKey = (key: Key) => {
    setOpenings((times) => times + 1);
    void navigate({
      // Which versions are compared was about the key before.
      search: ({ prefix, filter, ...before }) =>
        withoutEmpty({
          ...before,
          ...(isBelow(key, prefix, filter) && { prefix, filter }),
          key: formatKey(key),
          history: undefined,
        }),
    });
  };
  const rowActs = useRowActs(connection.id, selected, openKey);
  // Another prefix has another way on: filter and search were meant for the one before.
  const openPrefix = (prefix: Key) =>
    void navigate({
      search: ({ key, view: before, sort }) => withoutEmpty({ prefix: formatKey(prefix), key, view: before, sort }),
    });
  const transfer = useTransfer(connection, root);
  const openFilter = (filter: string) =>
    void navigate({
      replace: true,
      search: (before) => withoutEmpty({ ...before, filter }),
    });
  const openView = (wanted: KeysView) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, view: wanted === "tree" ? "" : wanted }) });
  const openSort = (sort: Sort) => {
    const text = formatSort(sort);
    void navigate({ replace: true, search: (before) => withoutEmpty({ ...before, sort: text === "key" ? "" : text }) });
  };
  const history = useHistoryAddress();
  useAct("key.create", () => setCreating(folderFor(root, selected, connection.id)), unwritable);
  const isOpen = selected !== undefined && selected.length > 0;
  const past = {
    looked: { kind: isOpen ? "key" : "prefix", name: isOpen ? selected : shown },
    revision: at,
    onView: history.viewAt,
  } as const;

  return (
    <KeysPanes
      above={at !== "live" && <PastStrip {...past} folder={shown} revision={at} />}
      view={view}
      open={selected}
      openings={openings}
      keys={
        <KeysPanel
          root={root}
          filter={search.filter ?? ""}
          view={view}
          sort={parseSort(search.sort)}
          onSort={openSort}
          selected={selected}
          search={search}
          onOpen={openKey}
          onRoot={openPrefix}
          onFilter={openFilter}
          onView={openView}
          onSearch={(found, { replace }) =>
            void navigate({
              search: ({ key, view: before, sort }) => withoutEmpty({ ...found, key, view: before, sort }),
              replace,
            })
          }
          onExport={(found) => transfer.exportFound(found.map(({ key }) => key))}
          selectionActs={
            <>
              <ActButton
                act="transfer.selection"
                variant="ghost"
                label={null}
                className="w-7 px-0"
                icon={<Download />}
              />
              <ActButton act="restore.selection" variant="ghost" label={null} className="w-7 px-0" icon={<History />} />
              <BulkActButtons />
            </>
          }
        />
      }
    >
      <div className="flex h-full min-h-0 min-w-0 flex-col">
        <div className="min-h-0 flex-1">
          {isOpen ? (
            <ValuePane
              key={encodeHex(selected)}
              selected={selected}
              onCreate={setCreating}
              onOpen={openKey}
              history={history}
              {...rowActs}
            />
          ) : (
            <Suspense fallback={<div aria-busy="true" />}>
              <Overview prefix={shown} onOpen={openKey} onRoot={openPrefix} />
            </Suspense>
          )}
        </div>
        <Suspense>
          {at !== "live" && <ChangesPanel {...past} key={`${isOpen} ${encodeHex(past.looked.name)}`} revision={at} />}
        </Suspense>
      </div>
      <Suspense>
        <PastSteps {...past} />
        {at !== "live" && <PastMarks key={encodeHex(shown)} shown={shown} revision={at} />}
      </Suspense>
      <Suspense>{at === "live" && <LiveKeys prefix={shown} selected={selected} />}</Suspense>
      <BulkHost folder={root} />
      <Suspense>
        <RestoreHost folder={shown} openKey={selected} />
      </Suspense>
      <WatchHost connection={connection} openKey={selected} prefix={asKey(concatBytes([root, filtered]))} />
      <CompareHost prefix={shown} />
      <PlacesHost connectionId={connection.id} openKey={search.key} prefix={search.prefix ?? ""} />
      {transfer.dialogs}
      {creating !== undefined && (
        <NewKeyDialog start={creating} onClose={() => setCreating(undefined)} onOpen={openKey} />
      )}
    </KeysPanes>
  );
}

/** Whether a key lies among what the tree is narrowed to. */
function isBelow(key: Key, prefix = "", filter = ""): boolean {
  const start = parseKeyText(prefix + filter);
  return start !== undefined && startsWith(key, start);
}

/** The fields of the address that say something. */
function withoutEmpty(fields: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined && text !== ""));
}

/** Where a new key goes first: the marked folder, or that of the marked or else of the open key, else the prefix. */
function folderFor(root: Key, selected: Key | undefined, connectionId: string): Key {
  // The first row, on which nobody has put the mark, says nothing of where a key is to go.
  const mark = currentMark(connectionId);
  const thing = mark?.isChosen === true ? mark.thing : undefined;
  const [marked] = thing === undefined ? [] : thingNames([thing]);
  if (marked !== undefined && thing?.kind === "prefix") return marked;
  const beside = marked ?? selected;
  return (beside && foldersAbove(beside, delimitersOf(connectionId)).at(-1)) ?? root;
}
