import { useState } from "react";
import { useConnected } from "#/api/connection-context.tsx";
import { isProduction } from "#/api/is-production.ts";
import { Button } from "#/ui/button.tsx";
import { ConfirmName } from "#/ui/confirm-name.tsx";
import { Dialog } from "#/ui/dialog.tsx";

interface DeleteButtonProps {
  readonly what: string;
  readonly refused: string | undefined;
  readonly onDelete: () => Promise<unknown>;
}

/** Deletes a user or a role, after it was said once more what goes. */
export function DeleteButton({ what, refused, onDelete }: DeleteButtonProps) {
  const { connection } = useConnected();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const name = connection.ref.kind === "configured" ? connection.ref.name : connection.id;
  const asksName = isProduction(connection);
  return (
    <>
      <Button variant="danger" disabled={refused !== undefined} title={refused} onClick={() => setAsking(true)}>
        Delete…
      </Button>
      {asking && (
        <Dialog label={`Delete ${what}`} onClose={() => setAsking(false)} className="w-[min(440px,calc(100vw-48px))]">
          <div className="flex flex-col gap-3 p-4">
            <h2 className="text-lg font-semibold">Delete {what}</h2>
            <p>It cannot be brought back, only made anew.</p>
            {asksName && <ConfirmName name={name} typed={typed} onType={setTyped} />}
            <div className="flex justify-end gap-2">
              <Button onClick={() => setAsking(false)}>Cancel</Button>
              <Button
                variant="danger"
                disabled={asksName && typed !== name}
                onClick={() => {
                  setAsking(false);
                  void onDelete();
                }}
              >
                Delete
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
