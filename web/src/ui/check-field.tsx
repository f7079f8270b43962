import type { ReactNode } from "react";

interface CheckFieldProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onToggle: (checked: boolean) => void;
}

/** A box to tick, with its words beside it. */
export function CheckField({ label, checked, onToggle }: CheckFieldProps) {
  return (
    <label className="flex items-center gap-2">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onToggle(event.target.checked)}
        className="size-3.5 accent-[var(--accent)]"
      />
      <span>{label}</span>
    </label>
  );
}
