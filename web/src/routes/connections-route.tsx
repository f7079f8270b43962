import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { runWhenPossible } from "#/acts/run-when-possible.ts";
import { configQuery } from "#/api/connection/config-query.ts";
import { ConnectionsScreen } from "#/features/connections/connections-screen.tsx";
import { ConfigFailure } from "./config-failure.tsx";

/** The first screen: choose where to go. */
export function ConnectionsRoute() {
  const navigate = useNavigate();
  const { connection } = useSearch({ from: "/" });
  const config = useQuery(configQuery);
  if (config.isError) return <ConfigFailure error={config.error} onRetry={() => void config.refetch()} />;
  if (config.isPending) return <ConnectionsSkeleton />;
  return (
    <ConnectionsScreen
      key={connection}
      config={config.data}
      initial={connection}
      onConnected={(id) => {
        void navigate({ to: "/c/$connection/keys", params: { connection: id } });
        runWhenPossible("keys.focus");
      }}
    />
  );
}

function ConnectionsSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading" className="mx-auto max-w-[1060px] px-6 py-10">
      <div className="skeleton mb-3 h-7 w-40" />
      <div className="grid grid-cols-[340px_1fr] gap-3.5">
        <div className="skeleton h-60" />
        <div className="skeleton h-44" />
      </div>
    </div>
  );
}
