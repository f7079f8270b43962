import { formatName } from "@etcd-explorer/shared/model/key-text";
import { rootName, type Role, type User } from "@etcd-explorer/shared/model/auth";
import { useState } from "react";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { Button } from "#/ui/button.tsx";
import { SelectField } from "#/ui/select-field.tsx";
import { refuseDeletion, refuseRevoking } from "#/features/access/change/access-model.ts";
import { askDeleteUser, askGrantRole, askRevokeRole } from "#/features/access/change/access-questions.ts";
import { PasswordForm } from "./password-form.tsx";
import { PermissionTable } from "./permission-table.tsx";
import type { Change } from "#/features/access/change/use-change.tsx";

interface UserDetailProps {
  readonly user: User;
  readonly users: readonly User[];
  readonly roles: readonly Role[];
  readonly enabled: boolean | undefined;
  readonly change: Change;
}

/** One user: its roles, what they add up to, its password. */
export function UserDetail({ user, users, roles, enabled, change }: UserDetailProps) {
  const { connection } = useConnected();
  const [picked, setPicked] = useState("");
  const grantable = [...new Set([...roles.map(({ name }) => name), rootName])].filter(
    (name) => !user.roles.includes(name),
  );
  // Nothing is chosen to begin with: a role that nobody picked is granted by mistake.
  const role = grantable.includes(picked) ? picked : "";
  const held = roles.filter(({ name }) => user.roles.includes(name) && name !== rootName);
  const asker = { own: connection.user, enabled };
  const readOnly = useReadOnly();
  const undeletable = readOnly ?? refuseDeletion(user.name, connection.user, enabled);
  return (
    <div className="mx-auto flex max-w-[860px] flex-col gap-5">
      <header className="flex items-center gap-3">
        <h2 className="text-lg font-semibold">
          User <span className="font-mono">{formatName(user.name)}</span>
        </h2>
        <div className="flex-1" />
        <Button
          variant="danger"
          disabled={undeletable !== undefined}
          title={undeletable}
          aria-label={`Delete user ${formatName(user.name)}…`}
          onClick={() =>
            void change(
              { kind: "user-delete", user: user.name },
              `Deleted user ${formatName(user.name)}`,
              askDeleteUser(user.name, asker),
            )
          }
        >
          Delete user…
        </Button>
      </header>
      <section aria-label="User roles" className="rounded-[10px] border border-line bg-panel">
        <h3 className="px-3 py-2 text-sm text-muted">Roles</h3>
        {user.roles.length === 0 && (
          <p className="border-t border-line px-3 py-2 text-muted">No roles: this user has no access.</p>
        )}
        {user.roles.map((name) => {
          const refused = readOnly ?? refuseRevoking(user, name, { users, ...asker });
          return (
            <div key={name} className="flex items-center gap-3 border-t border-line px-3 py-1.5">
              <span className="font-mono">{formatName(name)}</span>
              {name === rootName && <span className="text-muted">full access</span>}
              <Button
                variant="danger"
                className="ml-auto"
                disabled={refused !== undefined}
                title={refused}
                aria-label={`Revoke role ${formatName(name)} from ${formatName(user.name)}…`}
                onClick={() =>
                  void change(
                    { kind: "user-revoke", user: user.name, role: name },
                    `Revoked ${formatName(name)} from ${formatName(user.name)}`,
                    askRevokeRole(user.name, name, asker),
                  )
                }
              >
                Revoke role…
              </Button>
            </div>
          );
        })}
        {grantable.length > 0 && readOnly === undefined && (
          <div className="flex items-end gap-2 border-t border-line px-3 py-2">
            <SelectField
              label="Role to grant"
              value={role}
              onPick={setPicked}
              options={[
                { value: "", label: "Select a role…" },
                ...grantable.map((name) => ({ value: name, label: formatName(name) })),
              ]}
              className="w-56"
            />
            <Button
              disabled={role === ""}
              title={role === "" ? "Select a role first" : undefined}
              onClick={() =>
                void change(
                  { kind: "user-grant", user: user.name, role },
                  `Granted ${formatName(role)} to ${formatName(user.name)}`,
                  askGrantRole(user.name, role),
                )
              }
            >
              Grant role
            </Button>
          </div>
        )}
      </section>
      <PermissionTable
        title="Effective permissions"
        everythingBy={user.roles.includes(rootName) ? rootName : undefined}
        permissions={held.flatMap(({ name, permissions }) =>
          permissions.map((permission) => ({ permission, role: name })),
        )}
      />
      {readOnly === undefined && <PasswordForm user={user.name} enabled={enabled} change={change} />}
    </div>
  );
}
