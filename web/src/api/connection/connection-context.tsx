import { createContext, use } from "react";
import type { Connection } from "./connection.ts";
import type { EtcdCalls } from "#/api/client/etcd-calls.ts";

export interface Connected {
  readonly connection: Connection;
  readonly etcd: EtcdCalls;
}

/** The connection of the screen; the route below `/c/…` provides it once it has been reached. */
export const ConnectionContext = createContext<Connected | undefined>(undefined);

/** The connection that the screen works on. */
export function useConnected(): Connected {
  const connected = use(ConnectionContext);
  if (connected === undefined) throw new Error("no connection above this component");
  return connected;
}
