import type { ConfiguredConnection } from "@etcd-explorer/shared/contract/schemas";

const productionName = /(?<![a-z])prod(uction)?(?![a-z])/i;

/**
 * Whether a configured connection leads to production. Its configuration says so (`production`, true or false); where
 * it does not, the connection is red, or its name or label has the word `prod` or `production`. This is the only place
 * that decides: screens read `Connection.isProduction`.
 */
export function isProduction({
  name,
  label = "",
  colour,
  production,
}: Pick<ConfiguredConnection, "name" | "label" | "colour" | "production">): boolean {
  return production ?? (colour === "red" || productionName.test(name) || productionName.test(label));
}
