import { useState } from "react";
import { useConnected } from "#/api/connection-context.tsx";
import { rememberCredentials } from "#/stores/credentials.ts";
import { Button } from "#/ui/button.tsx";
import { Field } from "#/ui/field.tsx";
import { refusePassword } from "./access-model.ts";
import type { Change } from "./access-screen.tsx";

/** A new password for a user, typed twice. */
export function PasswordForm({ user, change }: { readonly user: string; readonly change: Change }) {
  const { connection } = useConnected();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const refused = password === "" ? undefined : refusePassword(password, again);
  const ready = password !== "" && refused === undefined;
  const save = async () => {
    const saved = await change({ kind: "user-password", user, password }, `Changed the password of ${user}`);
    if (!saved) return;
    setPassword("");
    setAgain("");
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
      <Field
        label="New password"
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        className="w-64"
      />
      <Field
        label="Once more"
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={(event) => setAgain(event.target.value)}
        className="w-64"
      />
      <Button type="submit" disabled={!ready} title={refused}>
        Change password
      </Button>
      {configured && (
        <p className="basis-full text-warn">
          The explorer&apos;s own server signs in as {user}: give it the new password too, or it will be refused.
        </p>
      )}
    </form>
  );
}
