import { LoaderCircle } from "lucide-react";
import { useId, type ReactNode, type Ref } from "react";
import { keysOf } from "#/acts/act-words.ts";
import { Kbd } from "#/ui/kbd.tsx";
import type { BoxField } from "./box-field.ts";

interface BoxInputProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly field: BoxField;
  readonly icon: ReactNode;
  readonly busy?: boolean;
  /** At the end of the field, in place of its shortcut. */
  readonly end?: ReactNode;
  /** What opens below it. */
  readonly children?: ReactNode;
}

/** The input of the box. Whatever its mode, it is one and the same element, so that a letter never misses it. */
export function BoxInput({ ref, field, icon, busy = false, end, children }: BoxInputProps) {
  const problemId = useId();
  const { label, placeholder, text, problem, attributes } = field;
  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        field.onSubmit();
      }}
    >
      <span className="pointer-events-none absolute top-2 left-2.5 text-muted [&_svg]:size-4">
        {busy ? <LoaderCircle className="animate-spin" /> : icon}
      </span>
      <input
        ref={ref}
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : problemId}
        {...attributes}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => field.onText(event.target.value)}
        onBlur={field.onBlur}
        onKeyDown={field.onKeyDown}
        className="h-8 w-full rounded-md border border-line bg-bg pr-9 pl-8 font-mono placeholder:font-sans aria-invalid:border-bad"
      />
      <span className="absolute top-1 right-1.5 flex h-6 items-center text-muted">
        {end ?? (
          <span className="pr-1">
            <Kbd>{keysOf("keys.goto")}</Kbd>
          </span>
        )}
      </span>
      {problem !== undefined && (
        <p id={problemId} className="pt-1 text-sm text-bad">
          {problem}
        </p>
      )}
      {children}
    </form>
  );
}
