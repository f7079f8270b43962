import { useState } from "react";
import { useConnected } from "#/api/connection-context.tsx";
import { isProduction } from "#/api/is-production.ts";
import { Button } from "#/ui/button.tsx";
import { ConfirmName } from "#/ui/confirm-name.tsx";
import { Dialog } from "#/ui/dialog.tsx";

interface ConfirmedButtonProps {
  /** What is done, in a word: on the button, and on the one that confirms. */
  readonly act: string;
  /** The whole of it: "Delete user app". */
  readonly title: string;
  /** What comes of it. */
  readonly effect: string;
  /** Why it may not be done. */
  readonly refused?: string | undefined;
  readonly className?: string;
  readonly onConfirm: () => Promise<unknown>;
}

/** Takes something away from users or roles, after it was said once more what comes of it. */
export function ConfirmedButton({ act, title, effect, refused, className, onConfirm }: ConfirmedButtonProps) {
  const { connection } = useConnected();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const name = connection.ref.kind === "configured" ? connection.ref.name : connection.id;
  const asksName = isProduction(connection);
  return (
    <>
      <Button
        variant="danger"
        disabled={refused !== undefined}
        title={refused}
        aria-label={`${title}…`}
        {...(className !== undefined && { className })}
        onClick={() => {
          setTyped("");
          setAsking(true);
        }}
      >
        {act}…
      </Button>
      {asking && (
        <Dialog label={title} onClose={() => setAsking(false)} className="w-[min(440px,calc(100vw-48px))]!">
          <form
            className="flex flex-col gap-3 p-4"
            onSubmit={(event) => {
              event.preventDefault();
              if (asksName && typed !== name) return;
              setAsking(false);
              void onConfirm();
            }}
          >
            <h2 className="text-lg font-semibold">{title}</h2>
            <p>{effect}</p>
            {asksName && <ConfirmName name={name} typed={typed} onType={setTyped} />}
            <div className="flex justify-end gap-2">
              <Button onClick={() => setAsking(false)}>Cancel</Button>
              <Button type="submit" variant="danger" disabled={asksName && typed !== name}>
                {act}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
