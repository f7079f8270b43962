const flag = /(--[a-z][a-z-]*)/;

/** A sentence with command-line flags, each in mono and never broken over two lines: `-` and `-cert` is no flag. */
export function FlagText({ text }: { readonly text: string }) {
  // The split keeps what it splits at, in every second place.
  const parts = text.split(flag).map((part, at) => ({ id: `${at} ${part}`, part, isFlag: at % 2 === 1 }));
  return parts.map(({ id, part, isFlag }) =>
    isFlag ? (
      <code key={id} className="font-mono whitespace-nowrap">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
