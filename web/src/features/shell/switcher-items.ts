/** What the menu of connections offers for what was typed. Pure. */
import type { Connection } from "#/api/connection/connection.ts";
import { describePlace, type KnownConnections } from "#/api/connection/known-connections.ts";
import { fitOf } from "./match-words.ts";

export type SwitcherItem =
  | { readonly kind: "connection"; readonly id: string; readonly group: string; readonly connection: Connection }
  | { readonly kind: "act"; readonly id: "connections.open" | "connection.new"; readonly title: string };

interface SwitcherSource {
  readonly known: KnownConnections;
  /** Whether this browser may have connections of its own. */
  readonly allowsOwn: boolean;
}

/** Connections that fit, in the order of their lists, then the ways to all of them and to a new one. */
export function listSwitcherItems(query: string, { known, allowsOwn }: SwitcherSource): readonly SwitcherItem[] {
  const inGroup = (group: string, connections: readonly Connection[]): readonly SwitcherItem[] =>
    connections
      .filter((each) => fits(each, query))
      .map((connection) => ({ kind: "connection", id: connection.id, group, connection }));
  return [
    ...inGroup("Configured on this server", known.configured),
    ...inGroup("Saved in this browser", known.saved),
    { kind: "act", id: "connections.open", title: "Connections…" },
    ...(allowsOwn ? [{ kind: "act", id: "connection.new", title: "New connection…" } as const] : []),
  ];
}

function fits(connection: Connection, query: string): boolean {
  const { id, label, isProduction, readOnly } = connection;
  const marks = [isProduction && "production", readOnly && "read-only"].filter((mark) => mark !== false);
  const words = [label, id, describePlace(connection) ?? "", ...marks].join(" ").toLowerCase();
  const parts = query.toLowerCase().split(/\s+/);
  return parts.every((part) => words.includes(part)) || fitOf(label, query) !== undefined;
}
