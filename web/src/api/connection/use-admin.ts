import { useMemo } from "react";
import { noteRequest } from "#/stores/request-log.ts";
import { createAdminClient, type AdminClient } from "#/api/client/admin-calls.ts";
import { useConnected } from "./connection-context.tsx";
import { worker } from "#/api/client/page-client.ts";

/** The client for cluster, users and roles of the connection of the screen. */
export function useAdmin(): AdminClient {
  const { connection } = useConnected();
  return useMemo(
    () =>
      createAdminClient(
        { worker, fetch: (input, init) => globalThis.fetch(input, init), onRequest: noteRequest },
        connection,
      ),
    [connection],
  );
}
