import { useState } from "react";
import { useConnected } from "#/api/connection-context.tsx";
import { isProduction } from "#/api/is-production.ts";
import { Button } from "#/ui/button.tsx";
import { ConfirmName } from "#/ui/confirm-name.tsx";
import { DialogFooter } from "#/ui/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog.tsx";
import type { Change } from "./access-screen.tsx";

/** Turns authentication off, after it was said what that means. */
export function DisableDialog({ change, onClose }: { readonly change: Change; readonly onClose: () => void }) {
  const { connection } = useConnected();
  const [typed, setTyped] = useState("");
  const name = connection.ref.kind === "configured" ? connection.ref.name : connection.id;
  const asksName = isProduction(connection);
  const disable = async () => {
    if (await change({ kind: "auth-disable" }, "Authentication is off")) onClose();
  };
  return (
    <Dialog label="Disable authentication" onClose={onClose} className="w-[min(480px,calc(100vw-48px))]!">
      <div className="flex flex-col gap-3 p-4">
        <h2 className="text-lg font-semibold">Disable authentication</h2>
        <p>
          Whoever reaches etcd may then read and write everything, without a password. Users and roles stay as they are.
        </p>
        {asksName && <ConfirmName name={name} typed={typed} onType={setTyped} />}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" disabled={asksName && typed !== name} onClick={() => void disable()}>
            Disable authentication
          </Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}
