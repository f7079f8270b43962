/** What a user may read and write, found without root: a user may see itself and its own roles. */
import { asKey } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { allKeys, type KeyRange } from "@etcd-explorer/shared/model/range";
import { isJson } from "@etcd-explorer/shared/model/json";
import { readBytes, readList, readOptionalBytes, readWord } from "@etcd-explorer/shared/wire/fields";

/** What a role grants on a key or a range. Source: etcd api/authpb/auth.proto, Permission. */
export interface Permission {
  readonly read: boolean;
  readonly write: boolean;
  readonly range: KeyRange;
}

/** How etcd is asked: the parsed answer, or why there is none. */
export type Ask = (
  path: string,
  body: unknown,
) => Promise<{ readonly parsed: unknown; readonly failure: Failure | undefined }>;

/** The role that may do everything; etcd knows it by its name. */
const rootRole = "root";

/** Everything that the user's roles grant, or the failure of finding it out. */
export async function readPermissions(
  ask: Ask,
  user: string,
): Promise<{ readonly permissions: readonly Permission[] } | { readonly failure: Failure }> {
  const self = await ask("/v3/auth/user/get", { name: user });
  if (self.failure !== undefined) return { failure: self.failure };
  const roles = isJson(self.parsed) ? readList(self.parsed, "roles", String) : [];
  const permissions: Permission[] = [];
  for (const role of roles) {
    if (role === rootRole) permissions.push({ read: true, write: true, range: allKeys });
    const answer = await ask("/v3/auth/role/get", { role });
    if (answer.failure !== undefined) return { failure: answer.failure };
    if (isJson(answer.parsed)) permissions.push(...readList(answer.parsed, "perm", decodePermission).flat());
  }
  return { permissions };
}

const permissionTypes = ["READ", "WRITE", "READWRITE"] as const;

function decodePermission(json: unknown): Permission[] {
  if (!isJson(json)) return [];
  const type = readWord(json, "permType", permissionTypes) ?? "READ";
  const key = asKey(readBytes(json, "key"));
  const end = readOptionalBytes(json, "range_end");
  const range = end === undefined || end.length === 0 ? { key } : { key, rangeEnd: asKey(end) };
  return [{ read: type !== "WRITE", write: type !== "READ", range }];
}
