import { useQuery } from "@tanstack/react-query";
import { Outlet, useMatchRoute, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { configQuery } from "#/api/config-query.ts";
import { BulkProgress } from "#/features/bulk/bulk-progress.tsx";
import { Shell } from "#/features/shell/shell.tsx";
import { UnsavedEditsHost } from "./unsaved-edits-host.tsx";
import { useNamedConnection } from "./use-named-connection.ts";

/** The frame of every screen. It remembers the connection that was last open, so that one can go back to it. */
export function RootRoute() {
  const navigate = useNavigate();
  const config = useQuery(configQuery);
  const matchRoute = useMatchRoute();
  const onKeys = matchRoute({ to: "/c/$connection/keys" });
  const onTxn = matchRoute({ to: "/c/$connection/txn" });
  const match = onKeys === false ? onTxn : onKeys;
  const [left, setLeft] = useState<string>();
  const current = match === false ? undefined : match.connection;
  if (current !== undefined && current !== left) setLeft(current);
  const connection = useNamedConnection(current, config.data);
  const back = current ?? left;
  return (
    <Shell
      connection={connection}
      screen={current === undefined ? "connections" : onTxn === false ? "keys" : "txn"}
      hrefOf={(screen) => (back === undefined ? undefined : `/c/${encodeURIComponent(back)}/${screen}`)}
      onOpen={(screen) => {
        if (screen === "connections" || back === undefined) {
          void navigate({ to: "/", search: current === undefined ? {} : { connection: current } });
        } else if (screen === "txn") void navigate({ to: "/c/$connection/txn", params: { connection: back } });
        else if (onKeys === false) void navigate({ to: "/c/$connection/keys", params: { connection: back } });
      }}
    >
      <Outlet />
      <UnsavedEditsHost />
      <BulkProgress />
    </Shell>
  );
}
