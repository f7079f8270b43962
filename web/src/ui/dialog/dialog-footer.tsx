import type { ReactNode } from "react";
import { classNames } from "#/ui/class-names.ts";

interface DialogFooterProps {
  readonly children: ReactNode;
  readonly className?: string;
}

/** The buttons of a dialog, at its lower edge: they stay in sight however long the rest is. Its last element. */
export function DialogFooter({ children, className }: DialogFooterProps) {
  return (
    <div
      data-dialog-footer
      className={classNames(
        "sticky bottom-0 z-10 mt-2 -mb-5 flex flex-wrap items-center justify-end gap-2 bg-panel pt-1 pb-5",
        // No higher than the space above it: the last line of the text stays clear.
        "shadow-[0_-6px_6px_-2px_var(--color-panel)]",
        className,
      )}
    >
      {children}
    </div>
  );
}
