interface LabelledChoiceProps<Option extends string> {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: Option;
  readonly words: (option: Option) => string;
  readonly onChoose: (option: Option) => void;
}

/** One of a few, chosen from a list beside its label. */
export function LabelledChoice<Option extends string>(props: LabelledChoiceProps<Option>) {
  const { label, options, chosen, words, onChoose } = props;
  return (
    <label className="flex items-center gap-2 text-sm text-muted">
      {label}
      <select
        className="h-7 rounded-md border border-line bg-bg px-1.5 text-text"
        value={chosen}
        onChange={(event) => {
          const next = options.find((option) => option === event.target.value);
          if (next !== undefined) onChoose(next);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {words(option)}
          </option>
        ))}
      </select>
    </label>
  );
}
