import { rootName, type User } from "@etcd-explorer/shared/model/auth";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { describeWriteFailure } from "@etcd-explorer/shared/model/write-outcome";
import { useState } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useAdmin } from "#/api/connection/use-admin.ts";
import { useFresh } from "#/components/use-fresh.ts";
import { useQuestion } from "#/components/use-question.tsx";
import { recordWritten } from "#/stores/write-history.ts";
import { accessBlocked } from "#/features/access/change/use-change.tsx";
import { notify } from "#/stores/notices.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { refuseEnabling } from "#/features/access/change/access-model.ts";
import { enableAuth } from "#/features/access/change/enable-auth.ts";
import { readEverybody } from "#/features/access/change/everybody-query.ts";
import { NewPasswordFields, noPassword } from "#/features/access/change/new-password-fields.tsx";

interface EnableDialogProps {
  readonly onClose: () => void;
  /** Something may have changed. */
  readonly onChanged: () => void;
  /** It is on, and this is the password of root. */
  readonly onEnabled: (password: string) => void;
}

function othersSentence(users: readonly User[]): string {
  const others = users.filter(({ name }) => name !== rootName);
  if (others.length === 0) return "No other users: applications are refused until they have one.";
  return `${others.length === 1 ? "1 other user" : `${others.length} other users`} can also sign in.`;
}

/** What is done about root, and who else can sign in. */
function checksOf(users: readonly User[] | undefined, reading: boolean): readonly string[] {
  if (users === undefined) return [reading ? "Loading users…" : "Could not read the users."];
  const root = users.find(({ name }) => name === rootName);
  return [
    root === undefined
      ? "User root does not exist and is created."
      : "User root exists: its password is replaced, its roles stay.",
    root?.roles.includes(rootName) === true ? "It has the role root." : "It gets the role root, which etcd requires.",
    othersSentence(users),
  ];
}

/** Turns authentication on, with a root login that is known to work. */
export function EnableDialog({ onClose, onChanged, onEnabled }: EnableDialogProps) {
  const { connection } = useConnected();
  const admin = useAdmin();
  const { field, answered, answer } = useQuestion("auth.enable");
  const { reading, fact: now } = useFresh("users", (signal) => readEverybody(admin, signal));
  const [typed, setTyped] = useState(noPassword);
  const { password, again } = typed;
  const [step, setStep] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const refused =
    refuseEnabling(password, again) ??
    (answered ? undefined : "Type the connection's name to confirm.") ??
    (reading ? "Loading users…" : undefined);
  const enable = async () => {
    setFailed(undefined);
    try {
      for await (const doing of enableAuth(admin, password)) setStep(doing);
      recordWritten(connection, { label: "Enabled authentication", writes: [], blocked: accessBlocked });
      notify("Enabled authentication, signed in as root");
      onEnabled(password);
    } catch (error) {
      // Root may have its new password already: that stays.
      const words = { failed: "Could not enable authentication", look: "Refresh to see what was done" };
      setFailed(describeWriteFailure(failureOf(error), words));
      onChanged();
    } finally {
      setStep(undefined);
    }
  };
  return (
    <Dialog label="Enable authentication" onClose={onClose} className="w-[min(520px,calc(100vw-48px))]!">
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (refused === undefined && step === undefined && answer()) void enable();
        }}
      >
        <h2 className="text-lg font-semibold">Enable authentication</h2>
        <p className="text-muted">
          All clients must then sign in; those without a user are refused immediately. You are signed in as root with
          the password below.
        </p>
        <ul aria-label="Checks" className="list-disc pl-5">
          {checksOf(now?.users, reading).map((check) => (
            <li key={check}>{check}</li>
          ))}
        </ul>
        <NewPasswordFields label="Password for root" typed={typed} onType={setTyped} />
        {field}
        {refused !== undefined && (
          <p role="status" className="text-muted">
            {refused}
          </p>
        )}
        {step !== undefined && <p role="status">{step}…</p>}
        {failed !== undefined && (
          <p role="alert" className="text-bad">
            {failed}
          </p>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="danger"
            busy={step !== undefined}
            disabled={refused !== undefined}
            title={refused}
          >
            Enable authentication
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
