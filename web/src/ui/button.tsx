import type { ButtonHTMLAttributes, Ref } from "react";
import { classNames } from "./class-names.ts";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: "primary" | "plain" | "ghost" | "danger";
  /** Something is under way: the button stays in place and cannot be pressed again. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

const variants = {
  primary: "border-transparent bg-accent text-on-accent hover:brightness-110",
  plain: "border-line bg-raised text-text hover:border-faint",
  ghost: "border-transparent bg-transparent text-muted hover:bg-raised hover:text-text",
  danger: "border-line bg-raised text-bad hover:border-bad",
};

/** A button of the product's own look; 28 px high. */
export function Button({ variant = "plain", busy = false, className, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      data-autofocus={rest.autoFocus}
      // What Mod+Enter presses in a dialog (dialog/dialog.tsx).
      data-main={variant === "primary" || rest.type === "submit" ? true : undefined}
      data-danger={variant === "danger" ? true : undefined}
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy}
      className={classNames(
        "inline-flex h-7 items-center justify-center gap-1.5 rounded-md border px-2.5 font-medium whitespace-nowrap select-none",
        "disabled:opacity-50 disabled:hover:brightness-100 [&_svg]:size-3.5 [&_svg]:shrink-0",
        variants[variant],
        // A toggle that is on, however it looks else.
        "aria-pressed:border-accent aria-pressed:bg-accent-bg aria-pressed:text-accent",
        className,
      )}
    />
  );
}
