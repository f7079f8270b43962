import { useMemo } from "react";
import { createAdminCalls, type AdminCalls } from "#/api/client/admin-calls.ts";
import { clientOf } from "#/api/client/page-client.ts";
import { useConnected } from "./connection-context.tsx";

/** The calls on cluster, users and roles of the connection of the screen. */
export function useAdmin(): AdminCalls {
  const { connection } = useConnected();
  return useMemo(() => createAdminCalls(clientOf(connection)), [connection]);
}
