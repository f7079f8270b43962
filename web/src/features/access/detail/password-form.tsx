import { formatName } from "@etcd-explorer/shared/model/key-text";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { useState } from "react";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useAdmin } from "#/api/connection/use-admin.ts";
import { rememberCredentials } from "#/stores/credentials.ts";
import { notify } from "#/stores/notices.ts";
import { Button } from "#/ui/button.tsx";
import { refusePassword } from "#/features/access/change/access-model.ts";
import { askPassword } from "#/features/access/change/access-questions.ts";
import { NewPasswordFields, noPassword } from "#/features/access/change/new-password-fields.tsx";
import type { Change } from "#/features/access/change/use-change.tsx";

interface PasswordFormProps {
  readonly user: string;
  /** Whether authentication is on: etcd tries no password while it is off. */
  readonly enabled: boolean | undefined;
  readonly change: Change;
}

/** etcd says that it has changed the password of a user that was made without one, and keeps none. */
async function tryLogin(admin: AdminCalls, name: string, password: string): Promise<void> {
  try {
    await admin.call({ kind: "authenticate", name, password });
  } catch (error) {
    notify(`${formatName(name)} cannot sign in with the new password: ${describeFailure(failureOf(error))}`, "bad");
  }
}

/** A new password for a user, typed twice. */
export function PasswordForm({ user, enabled, change }: PasswordFormProps) {
  const { connection } = useConnected();
  const admin = useAdmin();
  const [typed, setTyped] = useState(noPassword);
  const { password, again } = typed;
  const refused = password === "" ? undefined : refusePassword(password, again);
  const ready = password !== "" && refused === undefined;
  const save = async () => {
    const saved = await change(
      { kind: "user-password", user, password },
      `Changed password of ${formatName(user)}`,
      askPassword(user, connection.user),
    );
    if (!saved) return;
    if (enabled === true) await tryLogin(admin, user, password);
    setTyped(noPassword);
    // Else the next request of this tab would sign in with the old one.
    if (user === connection.user) rememberCredentials(connection.id, { username: user, password });
  };
  // What the server is configured with is not ours to change.
  const configured = user === connection.user && connection.target.username === undefined;
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void save();
      }}
    >
      <NewPasswordFields label="New password" typed={typed} onType={setTyped} className="w-64" />
      <Button type="submit" disabled={!ready} title={refused}>
        Change password
      </Button>
      {configured && (
        <p className="basis-full text-warn">
          The explorer&apos;s server signs in as {formatName(user)}. Update the password in its configuration too.
        </p>
      )}
    </form>
  );
}
