import { Field } from "#/ui/field.tsx";

interface ConfirmNameProps {
  readonly name: string;
  readonly typed: string;
  readonly onType: (text: string) => void;
  /** The dialog opens with the focus here. */
  readonly begins?: boolean;
}

/** The name that is typed before something grave is done. Whether it is asked for stands in `acts/questions.ts`. */
export function ConfirmName({ name, typed, onType, begins = false }: ConfirmNameProps) {
  return (
    <Field
      label={
        <>
          Type <code className="font-mono text-text">{name}</code> to confirm
        </>
      }
      mono
      data-confirm-name
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only thing left to do in such a dialog
      autoFocus={begins}
      value={typed}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
