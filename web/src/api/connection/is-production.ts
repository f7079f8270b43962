import type { ConfiguredConnection, ConnectionColour } from "@etcd-explorer/shared/contract/schemas";

const productionName = /(?<![a-z])prod(uction)?(?![a-z])/i;

/** What may be unknown, as it is of a connection that was never marked. */
interface Marked {
  readonly colour?: ConnectionColour | undefined;
  readonly production?: boolean | undefined;
}

/**
 * Whether a connection leads to production. Its configuration says so, or whoever saved it (`production`, true or
 * false); where nobody does, the connection is red, or its name or label has the word `prod` or `production`. This is the only place
 * that decides: screens read `Connection.isProduction`.
 */
export function isProduction({
  name,
  label = "",
  colour,
  production,
}: Pick<ConfiguredConnection, "name" | "label"> & Marked): boolean {
  return production ?? (colour === "red" || productionName.test(name) || productionName.test(label));
}
