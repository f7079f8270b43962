import { classNames } from "./class-names.ts";

interface UnsavedDotProps {
  /** What it says where no words stand beside it. */
  readonly label?: string;
  readonly className?: string;
}

/** The mark of what is edited and not saved: a dot, as on the tabs of editors. A pencil is for renaming and editing. */
export function UnsavedDot({ label, className }: UnsavedDotProps) {
  return (
    <span
      role={label === undefined ? undefined : "img"}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
      title={label}
      className={classNames("inline-block size-2 shrink-0 rounded-full bg-warn", className)}
    />
  );
}
