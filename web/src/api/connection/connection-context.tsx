import type { At } from "@etcd-explorer/shared/model/at";
import { createContext, use } from "react";
import type { Connection } from "./connection.ts";
import type { EtcdCalls } from "#/api/client/etcd-calls.ts";

/** What a screen works on. Whatever reads keys reads them through `etcd`, so that it is of the same moment. */
export interface Connected {
  readonly connection: Connection;
  /** Keys as of `at`. Its writes fail while a revision is viewed. */
  readonly etcd: EtcdCalls;
  /** What is read: the newest, or one revision. A screen that has no past reads the newest. Cache keys end with it. */
  readonly at: At;
  /** What the address asks for. While it is a revision, everything is read-only on every screen. */
  readonly viewing: At;
}

/** The connection of the screen; the route below `/c/…` provides it once it has been reached. */
export const ConnectionContext = createContext<Connected | undefined>(undefined);

/** The connection that the screen works on. */
export function useConnected(): Connected {
  const connected = use(ConnectionContext);
  if (connected === undefined) throw new Error("no connection above this component");
  return connected;
}
