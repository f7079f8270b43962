import { useId, type SelectHTMLAttributes } from "react";
import { classNames } from "./class-names.ts";
import { inputLook } from "./field.tsx";

interface SelectFieldProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, "id" | "onChange"> {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onPick: (value: string) => void;
  /** The label is for screen readers alone. */
  readonly bare?: boolean;
}

/** A choice among a few, with its label above. */
export function SelectField({ label, options, onPick, bare = false, className, ...rest }: SelectFieldProps) {
  const id = useId();
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className={bare ? "sr-only" : "text-sm text-muted"}>
        {label}
      </label>
      <select
        {...rest}
        id={id}
        onChange={(event) => onPick(event.target.value)}
        className={classNames(inputLook, "px-2")}
      >
        {options.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
