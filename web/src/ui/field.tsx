import { useId, type InputHTMLAttributes, type ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "id"> {
  readonly label: ReactNode;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly mono?: boolean;
}

export const inputLook =
  "h-7 w-full rounded-md border border-line bg-bg px-2.5 text-text aria-invalid:border-bad disabled:opacity-60";

/** An input with its label above and its error or hint below, tied together for screen readers. */
export function Field({ label, error, hint, mono = false, className, ...rest }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm text-muted">
        {label}
      </label>
      <input
        data-autofocus={rest.autoFocus}
        {...rest}
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className={classNames(inputLook, mono && "font-mono")}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={classNames("text-sm", error === undefined ? "text-muted" : "text-bad")}>
          {note}
        </p>
      )}
    </div>
  );
}
