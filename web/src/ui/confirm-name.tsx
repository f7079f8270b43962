import { Field } from "./field.tsx";

interface ConfirmNameProps {
  readonly name: string;
  readonly typed: string;
  readonly onType: (text: string) => void;
}

/** On production a name is typed before anything is taken away. */
export function ConfirmName({ name, typed, onType }: ConfirmNameProps) {
  return (
    <Field
      label={`This is production. Type ${name} to go on`}
      value={typed}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
