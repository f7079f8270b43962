import { useState } from "react";
import { runAct } from "#/acts/registry.ts";
import type { BoxField } from "#/features/keys/box/box-field.ts";
import {
  formatFindSearch,
  newFind,
  parseFindSearch,
  problemOf,
  type FindForm,
  type FindScope,
  type FindSearch,
} from "./find-search.ts";

/** What is to be looked for; a new object with each search. */
export interface Sought {
  readonly form: FindForm;
  /** Somebody asked for it just now; else it stands in a link, and what was found of it already is shown. */
  readonly isAsked: boolean;
}

interface FindFieldOptions {
  /** The address. */
  readonly search: FindSearch;
  readonly onSearch: (search: FindSearch, how: { readonly replace: boolean }) => void;
  /** Leaves a search whose panel is not there yet. */
  readonly onClose: () => void;
}

/** The form of a search: what is typed and not searched yet, and what was searched last. */
export interface FindField extends BoxField {
  readonly form: FindForm;
  readonly sought: Sought;
  /** Changes what is looked for. What has been searched already is searched again at once. */
  readonly onChange: (change: Partial<FindForm>) => void;
  readonly onPattern: (change: Partial<FindForm["pattern"]>) => void;
  /** Opens the search in a prefix; with a text it starts. */
  readonly open: (below: string, text?: string) => void;
}

const placeholders: Record<FindScope, string> = {
  both: "Find in names and values",
  keys: "Find in names",
  values: "Find in values",
};

/** The field of the box that looks for a part of names and values. */
export function useFindField({ search, onSearch, onClose }: FindFieldOptions): FindField {
  const [form, setForm] = useState(() => (search.find === undefined ? newFind : parseFindSearch(search)));
  const [sought, setSought] = useState<Sought>({ form, isAsked: false });
  // What the address says, and what it was made to say here.
  const link = search.find === undefined ? undefined : linkOf(parseFindSearch(search));
  const [seen, setSeen] = useState(link);
  const [own, setOwn] = useState<string>();
  if (seen !== link) {
    setSeen(link);
    if (link !== undefined && link !== own) {
      const linked = parseFindSearch(search);
      setForm(linked);
      setSought({ form: linked, isAsked: false });
    }
  }
  const show = (shown: FindForm, how: { readonly replace: boolean }) => {
    setOwn(linkOf(shown));
    onSearch(formatFindSearch(shown), how);
  };
  const submit = (wanted: FindForm, how = { replace: true }) => {
    setForm(wanted);
    setSought({ form: wanted, isAsked: true });
    if (problemOf(wanted) === undefined) show(wanted, how);
  };
  const change = (next: FindForm) => {
    const { text } = next.pattern;
    if (text !== "" && text === sought.form.pattern.text && next.below === sought.form.below) submit(next);
    else setForm(next);
  };
  const isTriedEmpty = sought.isAsked && sought.form.pattern.text === "";
  const onPattern = (part: Partial<FindForm["pattern"]>) => change({ ...form, pattern: { ...form.pattern, ...part } });
  return {
    label: "Search",
    placeholder: placeholders[form.where],
    text: form.pattern.text,
    // Nothing is wrong with a text that is not typed yet, unless it was searched for.
    problem: form.pattern.text !== "" || isTriedEmpty ? patternProblem(form) : undefined,
    onText: (text) => setForm({ ...form, pattern: { ...form.pattern, text } }),
    onSubmit: () => submit(form),
    onKeyDown: (event) => {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        runAct("keys.focus");
      } else if (event.key === "Escape" && !runAct("find.stop") && !runAct("find.close")) onClose();
    },
    form,
    sought,
    onChange: (part) => change({ ...form, ...part }),
    onPattern,
    open: (below, text) => {
      const how = { replace: search.find !== undefined };
      if (text !== undefined) {
        submit({ ...newFind, pattern: { ...newFind.pattern, text }, below }, how);
        return;
      }
      // The last text is there to be searched again or typed over; nothing is searched by itself.
      const next = { ...form, below };
      const nothing = { ...next, pattern: { ...next.pattern, text: "" } };
      setForm(next);
      setSought({ form: nothing, isAsked: false });
      show(nothing, how);
    },
  };
}

function patternProblem({ pattern }: FindForm): string | undefined {
  return problemOf({ ...newFind, pattern });
}

function linkOf(form: FindForm): string {
  return JSON.stringify(formatFindSearch(form));
}
