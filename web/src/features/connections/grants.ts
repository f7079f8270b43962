/** What a limited user may read and write, in words. */
import { allows, type Permission } from "@etcd-explorer/shared/model/auth";
import { equalBytes } from "@etcd-explorer/shared/model/bytes";
import { failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { isOpenEnd, prefixEnd } from "@etcd-explorer/shared/model/range";
import { permissionsOf, readOwnRoles } from "#/api/access/own-roles.ts";
import type { Client } from "#/api/client/client.ts";
import { refusedBy } from "#/api/client/exchange-log.ts";

/** The permissions in words, or the failure of finding them. */
export async function readGrants(
  client: Pick<Client, "call">,
  user: string,
): Promise<{ state: "passed"; finding: string } | { state: "failed"; failure: Failure }> {
  if (user === "") return { state: "passed", finding: "Some keys. Sign in as a user to see which." };
  try {
    const roles = await readOwnRoles(client, user, { isExpected: refusedBy(grpcCode.permissionDenied) });
    const lines = permissionsOf(roles).map(describePermission);
    if (lines.length === 0) return { state: "passed", finding: "No access: this user's roles grant no keys." };
    return { state: "passed", finding: `${lines.join(", ")}.` };
  } catch (error) {
    return { state: "failed", failure: failureOf(error) };
  }
}

/** `read/write below /config/`, `read /flag`, `read all keys from /b`. */
export function describePermission({ type: granted, key, rangeEnd }: Permission): string {
  const type = (["read", "write"] as const).filter((access) => allows(granted, access)).join("/");
  if (rangeEnd === undefined) return `${type} ${formatKey(key)}`;
  if (isOpenEnd(rangeEnd)) return isOpenEnd(key) ? `${type} all keys` : `${type} all keys from ${formatKey(key)}`;
  if (equalBytes(prefixEnd(key), rangeEnd)) return `${type} below ${formatKey(key)}`;
  return `${type} from ${formatKey(key)} up to ${formatKey(rangeEnd)}`;
}
