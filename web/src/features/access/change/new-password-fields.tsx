import { Field } from "#/ui/field.tsx";

/** A new password as it is typed, twice. */
export interface NewPassword {
  readonly password: string;
  readonly again: string;
}

export const noPassword: NewPassword = { password: "", again: "" };

interface NewPasswordFieldsProps {
  readonly label: string;
  readonly typed: NewPassword;
  readonly onType: (typed: NewPassword) => void;
  readonly className?: string;
}

/** Asks for a new password and for the same again: nobody sees what is typed. */
export function NewPasswordFields({ label, typed, onType, className }: NewPasswordFieldsProps) {
  return (
    <>
      <Field
        label={label}
        type="password"
        autoComplete="new-password"
        value={typed.password}
        onChange={(event) => onType({ ...typed, password: event.target.value })}
        className={className}
      />
      <Field
        label="Confirm password"
        type="password"
        autoComplete="new-password"
        value={typed.again}
        onChange={(event) => onType({ ...typed, again: event.target.value })}
        className={className}
      />
    </>
  );
}
