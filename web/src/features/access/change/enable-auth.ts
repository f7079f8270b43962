import { rootName } from "@etcd-explorer/shared/model/auth";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { formatName } from "@etcd-explorer/shared/model/key-text";
import type { AdminCalls } from "#/api/client/admin-calls.ts";

/**
 * Turns authentication on so that nobody is locked out. etcd tries no password while it is off, and keeps no password of
 * a user that was made without one, though it says that it was changed: so root is deleted, created with the new password,
 * and given its roles back. Afterwards its login is tried. Yields what is being done.
 */
export async function* enableAuth(admin: AdminCalls, password: string): AsyncGenerator<string> {
  yield "Checking for user root";
  const exists = (await admin.call({ kind: "user-list" })).includes(rootName);
  const held = exists ? await admin.call({ kind: "user-get", user: rootName }) : [];
  yield exists ? "Replacing user root" : "Creating user root";
  if (exists) await admin.call({ kind: "user-delete", user: rootName });
  await admin.call({ kind: "user-add", user: rootName, password });
  for (const role of new Set([rootName, ...held])) {
    yield `Granting role ${formatName(role)} to root`;
    await admin.call({ kind: "user-grant", user: rootName, role });
  }
  yield "Checking the roles of root";
  if (!(await admin.call({ kind: "user-get", user: rootName })).includes(rootName)) {
    throw new FailureError({
      kind: "internal",
      message: "User root does not have the role root: authentication was not enabled",
    });
  }
  yield "Enabling authentication";
  await admin.call({ kind: "auth-enable" });
  yield "Signing in as root";
  await admin.call({ kind: "authenticate", name: rootName, password });
}
