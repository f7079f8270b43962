import { RotateCw, Unplug } from "lucide-react";
import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { missingPart } from "#/lib/page-error.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { StatePanel } from "./state-panel.tsx";

/**
 * A component that is loaded when it is first shown. Where it cannot be loaded (the server was updated, or is away)
 * it says so in its own place: the screen around it goes on.
 *
 * @example const Palette = lazyPart(async () => (await import("./palette.tsx")).Palette);
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: MissingPart };
    }
  });
}

/** What stands in place of a part that did not load: a dialog where the part is one, which can be closed. */
function MissingPart(props: object) {
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
