import { useMutation } from "@tanstack/react-query";
import { describeFailure, FailureError, failureOf } from "@etcd-explorer/shared/model/failure";
import { LogIn } from "lucide-react";
import { useRef, useState } from "react";
import { runWhenPossible } from "#/acts/run-when-possible.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { checkSignIn } from "#/api/client/sign-in-probe.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import { Button } from "#/ui/button.tsx";
import { Field } from "#/ui/field.tsx";
import { useFirstFieldFocus } from "./use-first-field-focus.ts";
import { useSignIn } from "./use-sign-in.ts";

interface SignInFormProps {
  /** Hears the connection as that user, where it is not the one of the screen. */
  readonly onMoved?: (connectionId: string) => void;
}

/** Signs in where a screen says that one has to: etcd is asked before the screen is read again. */
export function SignInForm({ onMoved }: SignInFormProps) {
  const { connection } = useConnected();
  const signIn = useSignIn(onMoved);
  const form = useRef<HTMLFormElement>(null);
  useFirstFieldFocus(form);
  const [username, setUsername] = useState(connection.user);
  const [password, setPassword] = useState("");
  const attempt = useMutation({
    mutationFn: async () => {
      const credentials = { username, password };
      const refused = await checkSignIn(
        quietClientOf({ id: connection.id, target: { ...connection.target, ...credentials } }),
      );
      if (refused !== undefined) throw new FailureError(refused);
      return credentials;
    },
    onSuccess: (credentials) => {
      signIn(credentials);
      // The form goes, with the focus in it: the tree comes in its place where there is one.
      runWhenPossible("keys.focus");
    },
  });
  const ready = username !== "" && password !== "";
  return (
    <form
      ref={form}
      aria-label="Sign in"
      className="mx-auto mt-3 flex w-full max-w-[520px] flex-col gap-2 text-left"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !attempt.isPending) attempt.mutate();
      }}
    >
      {/* In a narrow pane, the fields stand one below the other. */}
      <div className="flex flex-wrap items-end justify-end gap-2">
        <Field
          className="min-w-36 flex-1"
          label="User"
          spellCheck={false}
          autoComplete="off"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <Field
          className="min-w-36 flex-1"
          label="Password"
          type="password"
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" variant="primary" busy={attempt.isPending} disabled={!ready}>
          <LogIn /> Sign in
        </Button>
      </div>
      {attempt.isError ? (
        <p role="alert" className="text-sm text-bad">
          Could not sign in. {describeFailure(failureOf(attempt.error))}
        </p>
      ) : (
        <p className="text-sm text-muted">Passwords are kept in this tab&apos;s memory only.</p>
      )}
    </form>
  );
}
