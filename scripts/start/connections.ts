/** What the server knows by name. */
import type { Connection } from "../serve/connection.ts";
import { askPassword } from "./ask-password.ts";
import { readConnectionsFile } from "./connections-file.ts";
import type { AskPassword } from "./credentials.ts";
import type { StartFlags } from "./flags.ts";
import { resolveConnections } from "./resolve-connection.ts";

export interface ConnectionsOptions {
  /** Tells the person what is going on or went wrong, in one line. */
  tell: (line: string) => void;
  /** Ends the wait for an answer. */
  signal: AbortSignal;
  /** Asks on the terminal by default. */
  ask?: AskPassword;
}

/**
 * The connection of the flags, and then those of the file; undefined where neither is given, which asks for the sample.
 * Fails with one sentence where one of them cannot be used.
 */
export async function configuredConnections(
  flags: StartFlags,
  { tell, signal, ask = (question) => askPassword(question, signal) }: ConnectionsOptions,
): Promise<Connection[] | undefined> {
  const { connection, connectionsFile } = flags;
  if (connection === undefined && connectionsFile === undefined) return undefined;
  if (connection?.called.startsWith("ETCDCTL_") === true) tell(`Using the endpoints from ${connection.called}.`);
  if (connection?.fields.password?.called === "--password") {
    tell(
      "Other users on this machine can see the command line. Set ETCDCTL_PASSWORD or enter the password when asked.",
    );
  }
  const fromFile = connectionsFile === undefined ? [] : await readConnectionsFile(connectionsFile);
  return resolveConnections(connection === undefined ? fromFile : [connection, ...fromFile], ask);
}
