import { formatName } from "@etcd-explorer/shared/model/key-text";
import { useState } from "react";
import { Button } from "#/ui/button.tsx";
import { CheckField } from "#/ui/check-field.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { Field } from "#/ui/field.tsx";
import { askCreate } from "#/features/access/change/access-questions.ts";
import type { Change } from "#/features/access/change/use-change.tsx";

interface CreateDialogProps {
  readonly kind: "user" | "role";
  readonly taken: readonly string[];
  readonly change: Change;
  readonly onClose: () => void;
  readonly onCreated: (name: string) => void;
}

/** A new user or role. */
export function CreateDialog({ kind, taken, change, onClose, onCreated }: CreateDialogProps) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [certificate, setCertificate] = useState(false);
  const problem = taken.includes(name) ? `A ${kind} with this name already exists` : undefined;
  const ready = name !== "" && problem === undefined && (kind === "role" || certificate || password !== "");
  const create = async () => {
    const request =
      kind === "role"
        ? ({ kind: "role-add", role: name } as const)
        : ({ kind: "user-add", user: name, ...(certificate ? {} : { password }) } as const);
    if (await change(request, `Created ${kind} ${formatName(name)}`, askCreate(kind, name))) onCreated(name);
  };
  return (
    <Dialog label={`New ${kind}`} onClose={onClose} className="w-[min(420px,calc(100vw-48px))]!">
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void create();
        }}
      >
        <h2 className="text-lg font-semibold">New {kind}</h2>
        <Field
          label="Name"
          mono
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
          autoFocus
          value={name}
          error={problem}
          onChange={(event) => setName(event.target.value)}
        />
        {kind === "user" && (
          <>
            <Field
              label="Password"
              type="password"
              autoComplete="new-password"
              disabled={certificate}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <CheckField
              checked={certificate}
              onToggle={setCertificate}
              label="No password: signs in with a client certificate (CN = name)"
            />
          </>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={!ready}>
            Create {kind}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
