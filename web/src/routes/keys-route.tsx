import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { asKey, encodeHex, type Key } from "@etcd-explorer/shared/bytes";
import { failureOf } from "@etcd-explorer/shared/failure";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/key-text";
import { foldersAbove, slash } from "@etcd-explorer/shared/listing/child";
import { MousePointerClick, Plug } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { configQuery } from "#/api/config-query.ts";
import { ConnectionContext } from "#/api/connection-context.tsx";
import type { Connection } from "#/api/connection.ts";
import { createEtcdClient } from "#/api/etcd-client.ts";
import { healthQuery } from "#/api/health-query.ts";
import { worker } from "#/api/worker.ts";
import { KeysPanel } from "#/features/keys/keys-panel.tsx";
import { UndoHost } from "#/features/value/undo-host.tsx";
import { ValuePane } from "#/features/value/value-pane.tsx";
import { setExpanded } from "#/stores/expanded.ts";
import { noteRequest } from "#/stores/request-log.ts";
import { Button } from "#/ui/button.tsx";
import { FailurePanel } from "#/ui/failure-panel.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";
import { ConfigFailure } from "./config-failure.tsx";
import { useNamedConnection } from "./use-named-connection.ts";

const NewKeyDialog = lazy(async () => ({
  default: (await import("#/features/value/new-key-dialog.tsx")).NewKeyDialog,
}));

const FindPanel = lazy(async () => ({ default: (await import("#/features/find/find-panel.tsx")).FindPanel }));

/** `/c/…/keys`: reaches the connection first, then shows its keys. */
export function KeysRoute() {
  const { connection: name } = useParams({ from: "/c/$connection/keys" });
  const config = useQuery(configQuery);
  const connection = useNamedConnection(name, config.data);
  if (config.isError) return <ConfigFailure error={config.error} onRetry={() => void config.refetch()} />;
  if (config.isPending) return <Waiting />;
  if (connection === undefined) {
    return (
      <StatePanel icon={<Plug />} title="There is no such connection" actions={<ActButton act="connections.open" />}>
        The link names <span className="font-mono text-text">{name}</span>, which is neither an address nor a connection
        that this server knows.
      </StatePanel>
    );
  }
  return <Reached key={connection.id} connection={connection} />;
}

function Waiting() {
  return <div aria-busy="true" aria-label="Connecting" className="skeleton m-4 h-5 w-60" />;
}

function Reached({ connection }: { readonly connection: Connection }) {
  const health = useQuery(healthQuery(connection));
  const connected = useMemo(
    () => ({ connection, etcd: createEtcdClient(worker, connection, noteRequest) }),
    [connection],
  );
  if (health.isError) {
    const actions = (
      <>
        <ActButton act="connections.open" label="Change the connection" icon={<Plug />} />
        <Button onClick={() => void health.refetch()}>Try again</Button>
      </>
    );
    return <FailurePanel failure={failureOf(health.error)} actions={actions} />;
  }
  if (health.isPending) return <Waiting />;
  return (
    <ConnectionContext value={connected}>
      <KeysScreen connection={connection} />
    </ConnectionContext>
  );
}

function KeysScreen({ connection }: { readonly connection: Connection }) {
  const search = useSearch({ from: "/c/$connection/keys" });
  const navigate = useNavigate({ from: "/c/$connection/keys" });
  // What the name of a new key begins with; undefined: the dialog is closed.
  const [creating, setCreating] = useState<Key>();
  const root = parseKeyText(search.prefix ?? "") ?? asKey(new Uint8Array());
  const selected = search.key === undefined ? undefined : parseKeyText(search.key);

  // A link opens the folders on the way to its key; after that they open and close as one likes.
  const linked = search.key;
  useEffect(() => {
    const key = linked === undefined ? undefined : parseKeyText(linked);
    if (key !== undefined) setExpanded(connection.id, foldersAbove(key, slash).map(encodeHex), true);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only the key that the page was opened with
  }, [connection.id]);

  const openKey = (key: Key) => void navigate({ search: (before) => ({ ...before, key: formatKey(key) }) });
  const openPrefix = (prefix: Key) =>
    void navigate({
      search: ({ key }) => ({
        ...(key === undefined ? {} : { key }),
        ...(prefix.length === 0 ? {} : { prefix: formatKey(prefix) }),
      }),
    });
  useAct("find.open", () => void navigate({ search: (before) => ({ ...before, find: "keys" }) }));
  useAct(
    "key.create",
    () => setCreating(folderFor(root, selected)),
    connection.readOnly ? "This connection is read-only" : undefined,
  );

  return (
    <div className="grid h-full grid-cols-[clamp(300px,27vw,372px)_minmax(0,1fr)]">
      {search.find === undefined ? (
        <KeysPanel root={root} selected={selected} onOpen={openKey} onRoot={openPrefix} />
      ) : (
        <Suspense fallback={<div />}>
          <FindPanel
            search={search}
            selected={selected}
            onOpen={openKey}
            onSearch={(found) =>
              void navigate({ search: ({ key }) => ({ ...found, ...(key && { key }) }), replace: true })
            }
            onClose={() => openPrefix(root)}
            onExport={() => undefined}
          />
        </Suspense>
      )}
      {selected === undefined || selected.length === 0 ? (
        <StatePanel icon={<MousePointerClick />} title="No key is open">
          Choose one in the tree, or go to one by name with <span className="font-mono text-text">/</span>.
        </StatePanel>
      ) : (
        <ValuePane key={encodeHex(selected)} selected={selected} onCreate={setCreating} onOpen={openKey} />
      )}
      <UndoHost />
      <Suspense>
        {creating !== undefined && (
          <NewKeyDialog start={creating} onClose={() => setCreating(undefined)} onOpen={openKey} />
        )}
      </Suspense>
    </div>
  );
}

/** Where a new key goes first: the folder of the key that is open, else the prefix. */
function folderFor(root: Key, selected: Key | undefined): Key {
  return (selected === undefined ? undefined : foldersAbove(selected, slash).at(-1)) ?? root;
}
