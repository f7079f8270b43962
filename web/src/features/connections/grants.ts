/** What a limited user may read and write, in words. */
import { equalBytes } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { isOpenEnd, prefixEnd } from "@etcd-explorer/shared/model/range";
import { readPermissions, type Ask, type Permission } from "#/api/access/permissions.ts";

/** The permissions in words, or the failure of finding them. */
export async function readGrants(
  ask: Ask,
  user: string,
): Promise<{ state: "passed"; finding: string } | { state: "failed"; failure: Failure }> {
  if (user === "") return { state: "passed", finding: "Some keys. Which ones, only a user with a name can ask." };
  const found = await readPermissions(ask, user);
  if ("failure" in found) return { state: "failed", failure: found.failure };
  const lines = found.permissions.map(describePermission);
  if (lines.length === 0) return { state: "passed", finding: "Nothing yet: no role grants this user a key." };
  return { state: "passed", finding: `${lines.join(", ")}.` };
}

/** `read/write below /config/`, `read /flag`, `read every key from /b on`. */
export function describePermission({ read, write, range }: Permission): string {
  const type = read && write ? "read/write" : read ? "read" : "write";
  const { key, rangeEnd } = range;
  if (rangeEnd === undefined) return `${type} ${formatKey(key)}`;
  if (isOpenEnd(rangeEnd)) return isOpenEnd(key) ? `${type} every key` : `${type} every key from ${formatKey(key)} on`;
  if (equalBytes(prefixEnd(key), rangeEnd)) return `${type} below ${formatKey(key)}`;
  return `${type} from ${formatKey(key)} up to ${formatKey(rangeEnd)}`;
}
