import { RotateCw, Unplug } from "lucide-react";
import { missingPart } from "#/lib/page-error.ts";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";

/** What stands in place of a part that did not load: a dialog where the part is one, which can be closed. */
export function MissingPart({ onClose }: { readonly onClose?: () => void }) {
  const panel = (
    <StatePanel
      tone="warn"
      icon={<Unplug />}
      title={missingPart.title}
      actions={
        <>
          {onClose !== undefined && <Button onClick={onClose}>Close</Button>}
          <Button variant="primary" onClick={() => location.reload()}>
            <RotateCw /> Reload
          </Button>
        </>
      }
    >
      <p role="alert">{missingPart.why} Unsaved edits are kept in this tab.</p>
    </StatePanel>
  );
  if (onClose === undefined) return panel;
  return (
    <Dialog label={missingPart.title} onClose={onClose}>
      {panel}
    </Dialog>
  );
}
