import { classNames } from "./class-names.ts";

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly title?: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few, side by side: a group of radio buttons, so that the arrow keys move among them. */
export function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>) {
  return (
    <div role="radiogroup" aria-label={label} className="flex rounded-md border border-line bg-bg p-px">
      {options.map((option) => (
        <label
          key={option.value}
          title={option.title}
          className={classNames(
            "flex h-6 items-center rounded-[5px] px-2.5 select-none has-focus-visible:outline-2 has-focus-visible:outline-accent",
            option.value === value ? "bg-accent-bg text-accent" : "text-muted hover:text-text",
          )}
        >
          <input
            type="radio"
            name={label}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
