/** What etcdctl prints for users, roles and authentication. Source: etcdctl/ctlv3/command/printer_*.go. */
import { decodePermission } from "../../../wire/auth.ts";
import { allows, rootName, type Permission } from "../../../model/auth.ts";
import { encodeUtf8, equalBytes } from "../../../model/bytes.ts";
import { isOpenEnd, prefixEnd } from "../../../model/range.ts";
import type { Json } from "../../../model/json.ts";
import { readBoolean, readInt64, readList } from "../../../wire/fields.ts";
import { quotePercentQ } from "./go-format.ts";
import { messageToGoJson } from "./go-json.ts";
import type { Part, Style } from "./output.ts";
import { headerFields } from "./print-keys.ts";

/** An answer that says no more than that it is done: `words` in the simple format. */
export function printDone(json: Json, words: readonly Part[], style: Style): Part[] {
  if (style.format === "json") return [messageToGoJson("Headed", json), "\n"];
  return style.format === "fields" ? [headerFields(json, style)] : [...words, "\n"];
}

/** `user list`. */
export function printUsers(json: Json, style: Style): Part[] {
  if (style.format === "json") return [messageToGoJson("UserListResponse", json), "\n"];
  return readList(json, "users", (user) => `${String(user)}\n`);
}

/** `user get`. */
export function printUser(json: Json, user: string, style: Style): Part[] {
  if (style.format === "json") return [messageToGoJson("RolesResponse", json), "\n"];
  return [`User: ${user}\nRoles:`, ...readList(json, "roles", (role) => ` ${String(role)}`), "\n"];
}

/** `role list`. */
export function printRoles(json: Json, style: Style): Part[] {
  if (style.format === "json") return [messageToGoJson("RolesResponse", json), "\n"];
  const roles = readList(json, "roles", String);
  if (style.format === "simple") return roles.map((role) => `${role}\n`);
  const quoted = roles.map((role) => ` ${quotePercentQ(encodeUtf8(role))}`);
  return [headerFields(json, style), '"Roles" :', ...quoted, "\n"];
}

/** `role get`. */
export function printRole(json: Json, role: string, style: Style): Part[] {
  if (style.format === "json") return [messageToGoJson("RoleGetResponse", json), "\n"];
  const permissions = readList(json, "perm", decodePermission);
  if (style.format === "fields") {
    return [
      headerFields(json, style),
      ...permissions.map(({ type, key, rangeEnd }) => {
        const range = `"Key" : ${quotePercentQ(key)}\n"RangeEnd" : ${quotePercentQ(rangeEnd ?? new Uint8Array())}\n`;
        // Two spaces: so it is in etcdctl.
        return `"PermType" :  ${type}\n${range}`;
      }),
    ];
  }
  if (role === rootName && permissions.length === 0 && style.minor >= 6) {
    return ["Role root\nKV Read:\n\t[, <open ended>\nKV Write:\n\t[, <open ended>\n"];
  }
  const ranges = (access: "read" | "write") =>
    permissions.filter(({ type }) => allows(type, access)).flatMap((permission) => rangeLine(permission, style));
  return [`Role ${role}\nKV Read:\n`, ...ranges("read"), "KV Write:\n", ...ranges("write")];
}

function rangeLine({ key, rangeEnd }: Permission, { minor }: Style): Part[] {
  if (rangeEnd === undefined) return ["\t", key, "\n"];
  const end: Part[] = isOpenEnd(rangeEnd) ? ["<open ended>"] : [rangeEnd, ")"];
  const isPrefix = equalBytes(prefixEnd(key), rangeEnd) && (key.length > 0 || minor < 6);
  return ["\t[", key, ", ", ...end, ...(isPrefix ? [" (prefix ", key, ")"] : []), "\n"];
}

/** `role revoke-permission`. */
export function printPermissionRevoked(
  json: Json,
  { role, key, rangeEnd }: { readonly role: string; readonly key: Uint8Array; readonly rangeEnd: Uint8Array },
  style: Style,
): Part[] {
  if (rangeEnd.length === 0) {
    return printDone(json, ["Permission of key ", key, ` is revoked from role ${role}`], style);
  }
  const isOpen = rangeEnd.length === 1 && rangeEnd[0] === 0;
  const end: Part[] = isOpen ? ["<open ended>"] : [rangeEnd, ")"];
  return printDone(json, ["Permission of range [", key, ", ", ...end, ` is revoked from role ${role}`], style);
}

/** `auth status`. */
export function printAuthStatus(json: Json, style: Style): Part[] {
  if (style.format === "json") return [messageToGoJson("AuthStatusResponse", json), "\n"];
  return [`Authentication Status: ${readBoolean(json, "enabled")}\nAuthRevision: ${readInt64(json, "authRevision")}\n`];
}
