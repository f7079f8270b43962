import { useQueries } from "@tanstack/react-query";
import type { Connection } from "#/api/connection/connection.ts";
import { stateQuery } from "#/api/connection/state-query.ts";
import { describeState, type StateWords } from "./connection-state.ts";

/** How each of these connections is, in their order: asked when the list is opened, and when somebody tests them. */
export function useConnectionStates(connections: readonly Connection[]): readonly StateWords[] {
  return useQueries({ queries: connections.map((connection) => stateQuery(connection)) }).map((query) =>
    describeState(query),
  );
}
