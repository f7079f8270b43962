import { rootName, type Role, type User } from "@etcd-explorer/shared/auth";
import { useState } from "react";
import { useConnected } from "#/api/connection-context.tsx";
import { Button } from "#/ui/button.tsx";
import { SelectField } from "#/ui/select-field.tsx";
import { refuseDeletion, refuseRevoking } from "./access-model.ts";
import type { Change } from "./access-screen.tsx";
import { ConfirmedButton } from "./confirmed-button.tsx";
import { PasswordForm } from "./password-form.tsx";
import { PermissionTable } from "./permission-table.tsx";

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
  const role = grantable.includes(picked) ? picked : (grantable[0] ?? "");
  const held = roles.filter(({ name }) => user.roles.includes(name) && name !== rootName);
  const undeletable = refuseDeletion(user.name, connection.user, enabled);
  return (
    <div className="mx-auto flex max-w-[860px] flex-col gap-5">
      <header className="flex items-center gap-3">
        <h2 className="text-lg font-semibold">
          User <span className="font-mono">{user.name}</span>
        </h2>
        <div className="flex-1" />
        <ConfirmedButton
          act="Delete"
          title={`Delete user ${user.name}`}
          effect="Whoever signs in as this user is refused at once. It cannot be brought back, only made anew."
          refused={undeletable ?? (connection.readOnly ? "This connection is read-only" : undefined)}
          onConfirm={() => change({ kind: "user-delete", user: user.name }, `Deleted user ${user.name}`)}
        />
      </header>
      <section aria-label="Roles of the user" className="rounded-[10px] border border-line bg-panel">
        <h3 className="px-3 py-2 text-sm text-muted">Roles</h3>
        {user.roles.length === 0 && (
          <p className="border-t border-line px-3 py-2 text-muted">None: this user may do nothing.</p>
        )}
        {user.roles.map((name) => {
          const refused = refuseRevoking(user, name, { users, enabled, own: connection.user });
          return (
            <div key={name} className="flex items-center gap-3 border-t border-line px-3 py-1.5">
              <span className="font-mono">{name}</span>
              {name === rootName && <span className="text-muted">may do everything</span>}
              <ConfirmedButton
                act="Take away"
                title={`Take away the role ${name} from ${user.name}`}
                effect={`What no other role of ${user.name} allows is refused to it at once.`}
                refused={refused ?? (connection.readOnly ? "This connection is read-only" : undefined)}
                className="ml-auto"
                onConfirm={() =>
                  change({ kind: "user-revoke", user: user.name, role: name }, `Took ${name} from ${user.name}`)
                }
              />
            </div>
          );
        })}
        {role !== "" && !connection.readOnly && (
          <div className="flex items-end gap-2 border-t border-line px-3 py-2">
            <SelectField
              label="Another role"
              value={role}
              onPick={setPicked}
              options={grantable.map((name) => ({ value: name, label: name }))}
              className="w-56"
            />
            <Button
              onClick={() =>
                void change({ kind: "user-grant", user: user.name, role }, `Granted ${role} to ${user.name}`)
              }
            >
              Grant role
            </Button>
          </div>
        )}
      </section>
      <PermissionTable
        title="What the roles add up to"
        permissions={held.flatMap(({ name, permissions }) =>
          permissions.map((permission) => ({ permission, role: name })),
        )}
      />
      {!connection.readOnly && <PasswordForm user={user.name} enabled={enabled} change={change} />}
    </div>
  );
}
