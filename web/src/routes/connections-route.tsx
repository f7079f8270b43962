import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { runWhenPossible } from "#/acts/run-when-possible.ts";
import { Suspense, useEffect, useState } from "react";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { formatConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { isUnread } from "#/api/cache/is-unread.ts";
import { configQuery } from "#/api/connection/config-query.ts";
import { useSavedConnections } from "#/stores/saved-connections.ts";
import { ConfigFailure } from "./config-failure.tsx";

const ConnectionsScreen = lazyPart(
  async () => (await import("#/features/connections/connections-screen.tsx")).ConnectionsScreen,
);

/** Whether this is the address that the page was loaded with: whoever goes to the connections later wants to see them. */
let isArrival = true;

/** The first screen: choose where to go. The only one there is opens by itself. */
export function ConnectionsRoute() {
  const navigate = useNavigate();
  const { connection } = useSearch({ from: "/" });
  const config = useQuery(configQuery);
  const hasSaved = useSavedConnections(({ connections }) => connections.length > 0);
  const only = config.data === undefined ? undefined : onlyConnection(config.data, hasSaved);
  const [opens, setOpens] = useState(isArrival && connection === undefined);
  useEffect(() => {
    isArrival = false;
  }, []);
  useEffect(() => {
    if (!opens || only === undefined) return;
    // Whoever goes elsewhere meanwhile is let.
    void navigate({ to: "/c/$connection/keys", params: { connection: only }, replace: true }).then(() =>
      setOpens(false),
    );
    runWhenPossible("keys.focus");
  }, [opens, only, navigate]);
  if (isUnread(config)) return <ConfigFailure error={config.error} onRetry={() => void config.refetch()} />;
  if (config.data === undefined || (opens && only !== undefined)) return <ConnectionsSkeleton />;
  return (
    <Suspense fallback={<ConnectionsSkeleton />}>
      <ConnectionsScreen
        key={connection}
        config={config.data}
        initial={connection}
        onConnected={(id) => {
          void navigate({ to: "/c/$connection/keys", params: { connection: id } });
          runWhenPossible("keys.focus");
        }}
      />
    </Suspense>
  );
}

/** The one connection that the server knows, where this browser has made none of its own. */
function onlyConnection({ connections, freeHosts }: ConfigResponse, hasSaved: boolean): string | undefined {
  const [first, ...others] = connections;
  if (first === undefined || others.length > 0 || (freeHosts && hasSaved)) return undefined;
  return formatConnectionRef({ kind: "configured", name: first.name });
}

function ConnectionsSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading" className="mx-auto max-w-[1060px] px-4 py-6 sm:px-6 sm:py-10">
      <div className="skeleton mb-3 h-7 w-40" />
      <div className="grid lg:grid-cols-[340px_1fr] gap-3.5">
        <div className="skeleton h-60" />
        <div className="skeleton h-44" />
      </div>
    </div>
  );
}
