import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { asKey, concatBytes, encodeHex, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import { Download } from "lucide-react";
import { Suspense, useEffect, useState, type ReactNode } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useUnwritable } from "#/api/access/unwritable.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { BulkActButtons } from "#/features/bulk/bulk-act-buttons.tsx";
import { BulkHost } from "#/features/bulk/bulk-host.tsx";
import { KeysPanel } from "#/features/keys/keys-panel.tsx";
import type { KeysView } from "#/features/keys/panel/keys-body.tsx";
import { StaleLine } from "#/features/keys/panel/stale-line.tsx";
import { ValuePane } from "#/features/value/value-pane.tsx";
import { useWindowWidth } from "#/lib/use-window-width.ts";
import { delimitersOf } from "#/stores/delimiters.ts";
import { setExpanded } from "#/stores/expanded.ts";
import { railWidth, useRailLabelled } from "#/stores/layout/rail.ts";
import { setPaneWidth, usePanes } from "#/stores/layout/panes.ts";
import { PaneSeparator } from "#/ui/pane-separator.tsx";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { ConnectedRoute } from "./connected-route.tsx";
import { useRowActs } from "./use-row-acts.ts";
import { useTransfer } from "./use-transfer.tsx";

const NewKeyDialog = lazyDialog(async () => (await import("#/features/value/new-key/new-key-dialog.tsx")).NewKeyDialog);

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

  const view = search.view === "table" ? "table" : "tree";

  // Whatever opens a key, its folders open too, so that the tree can show it; after that they close as one likes.
  const linked = search.key;
  useEffect(() => {
    const key = linked === undefined ? undefined : parseKeyText(linked);
    if (key !== undefined)
      setExpanded(connection.id, foldersAbove(key, delimitersOf(connection.id)).map(encodeHex), true);
  }, [connection.id, linked]);

  const unwritable = useUnwritable();
  // A key that the tree does not show for its prefix or filter is shown among all keys.
  const openKey = (key: Key) =>
    void navigate({
      search: ({ prefix, filter, ...before }) => ({
        ...before,
        ...(isBelow(key, prefix, filter) && withoutEmpty({ prefix, filter })),
        key: formatKey(key),
      }),
    });
  const rowActs = useRowActs(connection.id, selected, openKey);
  // Another prefix has another way on: filter and search were meant for the one before.
  const openPrefix = (prefix: Key) =>
    void navigate({
      search: ({ key, view: before }) => withoutEmpty({ prefix: formatKey(prefix), key, view: before }),
    });
  const transfer = useTransfer(connection, root);
  const openFilter = (filter: string) =>
    void navigate({
      replace: true,
      search: (before) => withoutEmpty({ ...before, filter }),
    });
  const openView = (wanted: KeysView) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, view: wanted === "tree" ? "" : wanted }) });
  useAct("key.create", () => setCreating(folderFor(root, selected, delimitersOf(connection.id))), unwritable);

  return (
    <Panes
      view={view}
      keys={
        <KeysPanel
          root={root}
          filter={search.filter ?? ""}
          view={view}
          selected={selected}
          search={search}
          onOpen={openKey}
          onRoot={openPrefix}
          onFilter={openFilter}
          onView={openView}
          onSearch={(found, { replace }) =>
            void navigate({ search: ({ key, view: before }) => withoutEmpty({ ...found, key, view: before }), replace })
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
              <BulkActButtons />
            </>
          }
        />
      }
    >
      {selected === undefined || selected.length === 0 ? (
        <Suspense fallback={<div aria-busy="true" />}>
          <Overview prefix={asKey(concatBytes([root, filtered]))} onOpen={openKey} onRoot={openPrefix} />
        </Suspense>
      ) : (
        <ValuePane key={encodeHex(selected)} selected={selected} onCreate={setCreating} onOpen={openKey} {...rowActs} />
      )}
      <BulkHost folder={root} />
      {transfer.dialogs}
      {creating !== undefined && (
        <NewKeyDialog start={creating} onClose={() => setCreating(undefined)} onOpen={openKey} />
      )}
    </Panes>
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

const narrowestPx = 240;
/** What the value needs beside the tree. */
const valuePx = 460;

interface PanesProps {
  readonly view: KeysView;
  readonly keys: ReactNode;
  readonly children: ReactNode;
}

/** The keys and beside them the value, with a line in between that moves. */
function Panes({ view, keys, children }: PanesProps) {
  const chosen = usePanes((widths) => widths[view]);
  const screenPx = useWindowWidth();
  const railPx = railWidth(useRailLabelled(screenPx));
  const widestPx = Math.max(narrowestPx, screenPx - railPx - valuePx);
  const ownPx = view === "table" ? screenPx * 0.5 : Math.max(300, Math.min(372, screenPx * 0.27));
  const widthPx = Math.max(narrowestPx, Math.min(widestPx, chosen ?? ownPx));
  return (
    <div className="flex h-full flex-col">
      <StaleLine />
      <div className="grid min-h-0 flex-1" style={{ gridTemplateColumns: `${widthPx}px minmax(0, 1fr)` }}>
        <div className="relative min-h-0 min-w-0">
          <h1 className="sr-only">Keys</h1>
          {keys}
          <PaneSeparator
            label="Keys pane width"
            widthPx={widthPx}
            minPx={narrowestPx}
            maxPx={widestPx}
            onWidth={(wanted) => setPaneWidth(view, wanted)}
            onReset={() => setPaneWidth(view, undefined)}
          />
        </div>
        {children}
      </div>
    </div>
  );
}

/** Where a new key goes first: the folder of the key that is open, else the prefix. */
function folderFor(root: Key, selected: Key | undefined, delimiters: Uint8Array): Key {
  return (selected === undefined ? undefined : foldersAbove(selected, delimiters).at(-1)) ?? root;
}
