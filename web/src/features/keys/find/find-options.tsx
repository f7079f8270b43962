import type { PatternKind } from "@etcd-explorer/shared/read/find/pattern";
import { useId } from "react";
import { badEscape } from "#/lib/key-text-problem.ts";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { inputLook } from "#/ui/field.tsx";
import type { FindField } from "./use-find-field.ts";
import { parseBelow } from "./find-search.ts";

interface FindOptionsProps {
  readonly find: Pick<FindField, "form" | "onChange" | "onPattern" | "onSubmit">;
  readonly busy: boolean;
}

const kinds = [
  { value: "text", label: "Text" },
  { value: "glob", label: "Glob" },
  { value: "regex", label: "Regex" },
] as const;
const scopes = [
  { value: "both", label: "Both", title: "Search names first, then values" },
  { value: "keys", label: "Names", title: "Search names" },
  { value: "values", label: "Values", title: "Search values, Kubernetes objects decoded" },
] as const;
const hints: Record<PatternKind, string | undefined> = {
  text: undefined,
  glob: "* within a segment, ** across; from any / to the end",
  regex: undefined,
};

/** Where to look and how: below the box, which has the text. */
export function FindOptions({ find, busy }: FindOptionsProps) {
  const { form, onChange, onPattern, onSubmit } = find;
  const { pattern, where, below } = form;
  const id = useId();
  const hint = hints[pattern.kind];
  const belowProblem = parseBelow(below) === undefined;
  return (
    <form
      className="flex flex-col gap-1.5 px-2.5 pt-1.5 pb-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {hint !== undefined && <p className="text-sm break-words text-muted">{hint}</p>}
      <div className="flex flex-wrap items-center gap-1.5">
        <Choice label="Search in" options={scopes} value={where} onChange={(scope) => onChange({ where: scope })} />
        <select
          aria-label="Pattern type"
          value={pattern.kind}
          onChange={(event) => {
            const chosen = kinds.find(({ value }) => value === event.target.value);
            if (chosen !== undefined) onPattern({ kind: chosen.value });
          }}
          className="ml-auto h-7 rounded-md border border-line bg-bg px-1.5 text-text"
        >
          {kinds.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div className="flex items-center gap-1.5">
        <label htmlFor={id} className="shrink-0 text-sm text-muted">
          In prefix
        </label>
        <input
          id={id}
          spellCheck={false}
          autoComplete="off"
          placeholder="All keys"
          value={below}
          aria-invalid={belowProblem}
          aria-describedby={belowProblem ? `${id}-problem` : undefined}
          onChange={(event) => onChange({ below: event.target.value })}
          className={`${inputLook} min-w-0 flex-1 font-mono placeholder:font-sans`}
        />
        <Button type="submit" variant="primary" busy={busy}>
          Search
        </Button>
      </div>
      {belowProblem && (
        <p id={`${id}-problem`} className="text-sm text-bad">
          {badEscape}
        </p>
      )}
    </form>
  );
}
