import { useState, type InputHTMLAttributes, type Ref, type SelectHTMLAttributes } from "react";
import { hiddenSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { withForm } from "@etcd-explorer/shared/txn/draft/bytes-text";
import type { Int64 } from "@etcd-explorer/shared/model/int64";
import type { BytesForm, BytesText, KeyFields, Span } from "@etcd-explorer/shared/txn/draft/draft";
import { isSecretText } from "#/stores/stored-txn-draft.ts";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { describeTouched } from "#/features/txn/run/dry-words.ts";
import { keyOptionsId } from "./key-options.tsx";

const shape = "h-6 rounded border px-1.5 font-mono text-sm aria-invalid:border-bad placeholder:font-sans";
const plain = "border-line bg-bg text-text";
/** A choice that stands as most leave it: there, and not in the way. */
const quiet = "border-transparent bg-transparent text-muted hover:border-line";
const look = `${shape} ${plain}`;

interface RowInputProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A one-line field within a row. */
export function RowInput({ label, className, ...rest }: RowInputProps) {
  return (
    <input
      {...rest}
      aria-label={label}
      title={typeof rest.value === "string" && rest.value !== "" ? rest.value : label}
      spellCheck={false}
      autoComplete="off"
      className={classNames(look, className)}
    />
  );
}

interface RowSelectProps<Choice extends string> extends Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange"> {
  readonly label: string;
  readonly value: Choice;
  readonly choices: readonly (readonly [value: Choice, words: string])[];
  readonly onPick: (choice: Choice) => void;
  /** Colours in place of a field's own. */
  readonly tone?: string;
}

/** A choice within a row. */
export function RowSelect<Choice extends string>({
  label,
  value,
  choices,
  onPick,
  tone = plain,
  className,
  ...rest
}: RowSelectProps<Choice>) {
  return (
    <select
      {...rest}
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => {
        const picked = choices.find(([choice]) => choice === event.target.value);
        if (picked !== undefined) onPick(picked[0]);
      }}
      className={classNames(shape, tone, "shrink-0 appearance-none text-center [field-sizing:content]", className)}
    >
      {choices.map(([choice, words]) => (
        <option key={choice} value={choice}>
          {words}
        </option>
      ))}
    </select>
  );
}

const spans: readonly (readonly [Span, string])[] = [
  ["key", "key"],
  ["prefix", "prefix"],
  ["range", "range"],
  ["from", "from key on"],
];

interface KeyInputProps<Row extends KeyFields> {
  readonly row: Row;
  /** How many keys it would meet, by the last dry run. */
  readonly count?: Int64 | undefined;
  readonly ref: Ref<HTMLInputElement>;
  readonly onChange: (row: Row) => void;
  /** Where the key stands. */
  readonly keyClassName?: string;
  /** Where the choice of the range stands. */
  readonly className?: string;
}

/** The key of a row, what of the keyspace is meant, and the end of a range. */
export function KeyInput<Row extends KeyFields>({
  row,
  count,
  ref,
  onChange,
  keyClassName,
  className,
}: KeyInputProps<Row>) {
  const choices = spans.map(([span, words]): readonly [Span, string] => {
    if (count === undefined || span !== row.span) return [span, words];
    return [span, span === "key" ? describeTouched(count) : `${words} · ${describeTouched(count)}`];
  });
  return (
    <>
      <span className={classNames("flex min-w-0 gap-1.5", keyClassName)}>
        <RowInput
          ref={ref}
          label="Key"
          list={keyOptionsId}
          placeholder={row.span === "prefix" ? "all keys" : "key"}
          value={row.key}
          onChange={(event) => onChange({ ...row, key: event.target.value })}
          className="w-0 min-w-0 flex-[3]"
        />
        {row.span === "range" && (
          <RowInput
            label="Range end"
            placeholder="range end"
            value={row.end}
            onChange={(event) => onChange({ ...row, end: event.target.value })}
            className="w-0 min-w-0 flex-[3]"
          />
        )}
      </span>
      <RowSelect
        label="Key range"
        value={row.span}
        choices={choices}
        onPick={(span) => onChange({ ...row, span })}
        tone={row.span === "key" ? quiet : "border-accent-bg bg-accent-bg text-accent"}
        className={className}
      />
    </>
  );
}

const forms: readonly (readonly [BytesForm, string])[] = [
  ["text", "text"],
  ["json", "JSON"],
  ["hex", "hex"],
];

interface ValueInputProps {
  readonly label: string;
  readonly value: BytesText;
  readonly invalid: boolean;
  /** The ID of the element that says more about it. */
  readonly describedBy?: string;
  /** Whether the form stands beside the field, rather than among the row's options. */
  readonly formShown: boolean;
  readonly onChange: (value: BytesText) => void;
}

/** The bytes of a value: as text, as JSON, or in hex. Grows with its lines. */
export function ValueInput({ label, value, invalid, describedBy, formShown, onChange }: ValueInputProps) {
  // What somebody types here stays in sight; what was put here from elsewhere does not.
  const [isAsked, setAsked] = useState(() => !isSecretText(value));
  if (!isAsked && isSecretText(value)) {
    return (
      <span className="flex min-w-0 flex-[2] items-center gap-2 text-sm text-muted">
        <span className="truncate">{hiddenSecret}</span>
        <Button className="h-5.5" onClick={() => setAsked(true)}>
          Reveal data
        </Button>
      </span>
    );
  }
  return (
    <>
      <textarea
        rows={1}
        aria-label={label}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        placeholder="value"
        spellCheck={false}
        value={value.text}
        onChange={(event) => onChange({ ...value, text: event.target.value })}
        className={classNames(
          look,
          "h-auto max-h-40 min-h-6 min-w-16 flex-[2] resize-none py-0 leading-[22px] [field-sizing:content]",
        )}
      />
      {formShown && <FormSelect value={value} onChange={onChange} />}
    </>
  );
}

/** How the bytes of a value are typed. */
export function FormSelect({ value, onChange }: Pick<ValueInputProps, "value" | "onChange">) {
  return (
    <RowSelect
      label="Value format"
      value={value.form}
      choices={forms}
      onPick={(form) => onChange(withForm(value, form))}
      tone={value.form === "text" ? quiet : "border-line bg-bg text-muted"}
    />
  );
}
