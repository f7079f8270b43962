import type { Connection } from "./connection.ts";

const productionName = /(?<![a-z])prod(uction)?(?![a-z])/i;

/**
 * Whether a connection leads to production: its configuration colours it red, or names it so (`prod`, `eu-production`).
 * What destroys asks for more there.
 */
export function isProduction({ colour, label, ref }: Pick<Connection, "colour" | "label" | "ref">): boolean {
  if (ref.kind !== "configured") return false;
  return colour === "red" || productionName.test(ref.name) || productionName.test(label);
}
