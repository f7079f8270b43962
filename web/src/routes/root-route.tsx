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
  const match = useMatchRoute()({ to: "/c/$connection/keys" });
  const [left, setLeft] = useState<string>();
  const current = match === false ? undefined : match.connection;
  if (current !== undefined && current !== left) setLeft(current);
  const connection = useNamedConnection(current, config.data);
  const back = current ?? left;
  return (
    <Shell
      connection={connection}
      screen={current === undefined ? "connections" : "keys"}
      keysHref={back === undefined ? undefined : `/c/${encodeURIComponent(back)}/keys`}
      onOpen={(screen) => {
        if (screen === "connections" || back === undefined) {
          void navigate({ to: "/", search: current === undefined ? {} : { connection: current } });
        } else if (current === undefined) void navigate({ to: "/c/$connection/keys", params: { connection: back } });
      }}
    >
      <Outlet />
      <UnsavedEditsHost />
      <BulkProgress />
    </Shell>
  );
}
