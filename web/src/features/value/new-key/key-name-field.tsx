import type { FocusEventHandler } from "react";
import { Field } from "#/ui/field.tsx";

interface KeyNameFieldProps {
  readonly label: string;
  readonly name: string;
  readonly error: string | undefined;
  readonly onType: (name: string) => void;
  readonly onFocus?: FocusEventHandler<HTMLInputElement>;
}

/** Asks for the name of a key that is to be made; it takes the focus, since its dialog was opened to type it. */
export function KeyNameField({ label, name, error, onType, onFocus }: KeyNameFieldProps) {
  return (
    <Field
      label={label}
      mono
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this
      autoFocus
      spellCheck={false}
      autoComplete="off"
      value={name}
      error={error}
      hint="Use \xNN for bytes you can't type."
      onFocus={onFocus}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
