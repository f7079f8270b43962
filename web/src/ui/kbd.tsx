import type { ReactNode } from "react";

/** A key of the keyboard, as a hint beside what it does. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="rounded border border-current/25 px-1 font-sans text-xs leading-4 font-normal">{children}</kbd>
  );
}
