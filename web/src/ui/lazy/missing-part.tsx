import { RotateCw, Unplug } from "lucide-react";
import { missingPart } from "#/lib/page-error.ts";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";

/** What stands in place of a part that did not load: a dialog where the part is one, which can be closed. */
export function MissingPart(props: object) {
  const panel = (
    <StatePanel
      tone="warn"
      icon={<Unplug />}
      title={missingPart.title}
      actions={
        <Button variant="primary" onClick={() => location.reload()}>
          <RotateCw /> Reload
        </Button>
      }
    >
      <p role="alert">{missingPart.why} Unsaved edits are kept in this tab.</p>
    </StatePanel>
  );
  const close = "onClose" in props && typeof props.onClose === "function" ? props.onClose : undefined;
  if (close === undefined) return panel;
  return (
    <Dialog label={missingPart.title} onClose={() => void close()}>
      {panel}
    </Dialog>
  );
}
