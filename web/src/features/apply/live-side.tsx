import type { ReactNode } from "react";
import { ConnectionContext } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import { callsOf } from "#/components/calls-of.ts";

interface LiveSideProps {
  readonly connection: Connection;
  readonly children: ReactNode;
}

/** What is in it works on the newest data of a connection, whatever revision or connection the screen shows. */
export function LiveSide({ connection, children }: LiveSideProps) {
  const connected = { connection, etcd: callsOf(connection, "live", "live"), at: "live", viewing: "live" } as const;
  return <ConnectionContext value={connected}>{children}</ConnectionContext>;
}
