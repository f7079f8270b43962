import { compilePattern, type PatternKind } from "@etcd-explorer/shared/read/find/pattern";
import { Search } from "lucide-react";
import { useState, type Ref } from "react";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { Field, inputLook } from "#/ui/field.tsx";
import { badEscape } from "#/lib/key-text-problem.ts";
import { parseBelow, type FindForm as Form } from "./find-search.ts";

interface FindFormProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly initial: Form;
  readonly busy: boolean;
  readonly onFind: (form: Form) => void;
  /** Moves on to the results. */
  readonly onLeave: () => void;
}

const kinds = [
  { value: "text", label: "Text", title: "Plain text" },
  { value: "glob", label: "Glob", title: "* within a segment, ** across segments, ? for one character" },
  { value: "regex", label: "Regex", title: "JavaScript regular expression" },
] as const;
const places = [
  { value: "keys", label: "Keys", title: "Search keys" },
  { value: "values", label: "Values", title: "Search values" },
] as const;
const hints: Record<PatternKind, string | undefined> = {
  text: undefined,
  glob: "* within a segment, ** across; from any / to the end",
  regex: undefined,
};

/** What to look for, how and where. */
export function FindForm({ ref, initial, busy, onFind, onLeave }: FindFormProps) {
  const [form, setForm] = useState(initial);
  const [submitted, setSubmitted] = useState(false);
  const { pattern, where, below } = form;
  const compiled = compilePattern(pattern);
  const problem = "problem" in compiled && (submitted || pattern.text !== "") ? compiled.problem : undefined;
  const belowProblem = parseBelow(below) === undefined ? badEscape : undefined;
  const note = problem ?? hints[pattern.kind];
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const setPattern = (change: Partial<Form["pattern"]>) => set({ pattern: { ...pattern, ...change } });
  return (
    <form
      className="flex flex-col gap-2 p-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        setSubmitted(true);
        if (!("problem" in compiled) && belowProblem === undefined) onFind(form);
      }}
    >
      <div className="relative">
        <Search className="absolute top-2 left-2.5 size-4 text-muted" />
        <input
          ref={ref}
          aria-label="Search"
          placeholder="Search"
          spellCheck={false}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the find was opened to type this
          autoFocus
          value={pattern.text}
          aria-invalid={problem !== undefined}
          aria-describedby={note === undefined ? undefined : "find-note"}
          onChange={(event) => setPattern({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown") return;
            event.preventDefault();
            onLeave();
          }}
          className={`${inputLook} h-8 pl-8 font-mono`}
        />
      </div>
      {note !== undefined && (
        <p id="find-note" className={`text-sm ${problem === undefined ? "text-muted" : "text-bad"}`}>
          {note}
        </p>
      )}
      <div className="flex items-center gap-2">
        <Choice label="Pattern type" options={kinds} value={pattern.kind} onChange={(kind) => setPattern({ kind })} />
        <Button
          variant={pattern.ignoreCase ? "ghost" : "plain"}
          aria-label="Match case"
          aria-pressed={!pattern.ignoreCase}
          title="Match case"
          className="ml-auto px-2"
          onClick={() => setPattern({ ignoreCase: !pattern.ignoreCase })}
        >
          Aa
        </Button>
      </div>
      <Field
        label="In prefix"
        mono
        spellCheck={false}
        autoComplete="off"
        placeholder="All keys"
        value={below}
        error={belowProblem}
        onChange={(event) => set({ below: event.target.value })}
      />
      <div className="flex items-center gap-2">
        <Choice label="Search in" options={places} value={where} onChange={(place) => set({ where: place })} />
        <Button type="submit" variant="primary" busy={busy} className="ml-auto">
          Search
        </Button>
      </div>
    </form>
  );
}
