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
  if (user === "") return { state: "passed", finding: "Some keys. Which ones, only a user with a name can ask." };
  try {
    const roles = await readOwnRoles(client, user, { isExpected: refusedBy(grpcCode.permissionDenied) });
    const lines = permissionsOf(roles).map(describePermission);
    if (lines.length === 0) return { state: "passed", finding: "Nothing yet: no role grants this user a key." };
    return { state: "passed", finding: `${lines.join(", ")}.` };
  } catch (error) {
    return { state: "failed", failure: failureOf(error) };
  }
}

/** `read/write below /config/`, `read /flag`, `read every key from /b on`. */
export function describePermission({ type: granted, key, rangeEnd }: Permission): string {
  const type = (["read", "write"] as const).filter((access) => allows(granted, access)).join("/");
  if (rangeEnd === undefined) return `${type} ${formatKey(key)}`;
  if (isOpenEnd(rangeEnd)) return isOpenEnd(key) ? `${type} every key` : `${type} every key from ${formatKey(key)} on`;
  if (equalBytes(prefixEnd(key), rangeEnd)) return `${type} below ${formatKey(key)}`;
  return `${type} from ${formatKey(key)} up to ${formatKey(rangeEnd)}`;
}
