/** etcd's tokens, in memory only and for a bounded number of users. */
import { encodeHex, encodeUtf8 } from "@etcd-explorer/shared/bytes";
import type { BoundedMap } from "./bounded-map.ts";
import type { Credentials } from "./target.ts";

/**
 * Tokens by {@link tokenKey}. Strings only: a promise belongs to the request that made it, and another request that
 * awaited it would hang.
 */
export type TokenCache = BoundedMap<string>;

/** The key of a user's token at a target: another password is another key, and none can be read from it. */
export async function tokenKey(targetId: string, { username, password }: Credentials): Promise<string> {
  const secret = encodeUtf8(JSON.stringify([targetId, username, password]));
  return `${targetId} ${encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", secret)))}`;
}
