/** What a limited user may read and write, found without root: a user may see itself and its own roles. */
import { asKey, equalBytes } from "@etcd-explorer/shared/bytes";
import type { Failure } from "@etcd-explorer/shared/failure";
import { formatKey } from "@etcd-explorer/shared/key-text";
import { isOpenEnd, prefixEnd } from "@etcd-explorer/shared/range";
import { field, isJson, readBytes, readList, readWord } from "@etcd-explorer/shared/wire/fields";

interface Asked {
  readonly parsed: unknown;
  readonly failure: Failure | undefined;
}

type Ask = (path: string, body: unknown) => Promise<Asked>;

const permissionTypes = ["READ", "WRITE", "READWRITE"] as const;
const words = { READ: "read", WRITE: "write", READWRITE: "read/write" } as const;

/** The permissions in words, or the failure of finding them. */
export async function readGrants(
  ask: Ask,
  user: string,
): Promise<{ state: "passed"; finding: string } | { state: "failed"; failure: Failure }> {
  if (user === "") return { state: "passed", finding: "Some keys. Which ones, only a user with a name can ask." };
  const self = await ask("/v3/auth/user/get", { name: user });
  if (self.failure !== undefined) return { state: "failed", failure: self.failure };
  const roles = isJson(self.parsed) ? readList(self.parsed, "roles", String) : [];
  const lines: string[] = [];
  for (const role of roles) {
    const answer = await ask("/v3/auth/role/get", { role });
    if (answer.failure !== undefined) return { state: "failed", failure: answer.failure };
    if (isJson(answer.parsed)) lines.push(...readList(answer.parsed, "perm", describePermission));
  }
  if (lines.length === 0) return { state: "passed", finding: "Nothing yet: no role grants this user a key." };
  return { state: "passed", finding: `${lines.join(", ")}.` };
}

/** `read/write /config/`, `read /flag`, `read every key from /b on`. */
export function describePermission(permission: unknown): string {
  if (!isJson(permission)) return "a permission that cannot be read";
  const type = words[readWord(permission, "permType", permissionTypes) ?? "READ"];
  const key = asKey(readBytes(permission, "key"));
  const end = asKey(readBytes(permission, "range_end"));
  if (field(permission, "range_end") === undefined || end.length === 0) return `${type} ${formatKey(key)}`;
  if (isOpenEnd(end)) return isOpenEnd(key) ? `${type} every key` : `${type} every key from ${formatKey(key)} on`;
  if (equalBytes(prefixEnd(key), end)) return `${type} below ${formatKey(key)}`;
  return `${type} from ${formatKey(key)} up to ${formatKey(end)}`;
}
