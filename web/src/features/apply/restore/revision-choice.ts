/** How a person says to which revision: pure. */
import {
  asRevision,
  compareInt64,
  formatGrouped,
  int64,
  parseInt64,
  parseRevision,
  subtractInt64,
  type Revision,
} from "@etcd-explorer/shared/model/int64";
import type { RevisionAt } from "@etcd-explorer/shared/read/clock/time-of";

export type ChoiceKind = "revision" | "writes" | "time" | "oldest";

export interface RevisionForm {
  readonly kind: ChoiceKind;
  readonly revision: string;
  /** So many revisions before the newest. */
  readonly writes: string;
  /** Local time, as a field of type `datetime-local` has it. */
  readonly time: string;
}

export type ChosenRevision =
  | { readonly kind: "revision"; readonly revision: Revision }
  /** It is to be found out. */
  | { readonly kind: "oldest" }
  | { readonly kind: "problem"; readonly message: string };

const first = asRevision(int64(1));

/** Reads the form. `newest`: as far as it is known; `revisionAt`: what the clock of revisions knows of a moment. */
export function readRevision(
  form: RevisionForm,
  newest: Revision | undefined,
  revisionAt: (ms: number) => RevisionAt | undefined,
): ChosenRevision {
  switch (form.kind) {
    case "oldest":
      return { kind: "oldest" };
    case "revision":
      return readNumber(form.revision, newest);
    case "writes":
      return readWrites(form.writes, newest);
    case "time":
      return readTime(form.time, revisionAt);
    default:
      return form.kind satisfies never;
  }
}

const problem = (message: string) => ({ kind: "problem", message }) as const;

/** A number as people write it: `1,204,331`. */
const digitsOf = (text: string) => text.replaceAll(/[\s,_]/g, "");

function readNumber(text: string, newest: Revision | undefined): ChosenRevision {
  const revision = parseRevision(digitsOf(text));
  if (revision === undefined || compareInt64(revision, first) < 0) return problem("Enter a whole number of at least 1");
  if (newest !== undefined && compareInt64(revision, newest) > 0) {
    return problem(`Enter at most ${formatGrouped(newest)}, the newest revision`);
  }
  return { kind: "revision", revision };
}

function readWrites(text: string, newest: Revision | undefined): ChosenRevision {
  const writes = parseInt64(digitsOf(text));
  if (writes === undefined || compareInt64(writes, first) < 0) return problem("Enter a whole number of at least 1");
  if (newest === undefined) return problem("The newest revision is not known yet. Enter a revision instead.");
  const left = parseInt64(String(subtractInt64(newest, writes)));
  if (left === undefined || compareInt64(left, first) < 0) {
    return problem(`Enter less than ${formatGrouped(newest)}, the newest revision`);
  }
  return { kind: "revision", revision: asRevision(left) };
}

function readTime(text: string, revisionAt: (ms: number) => RevisionAt | undefined): ChosenRevision {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return problem("Enter a date and a time");
  const found = revisionAt(ms);
  return found === undefined
    ? problem("This browser has not seen a revision of that time. Enter a revision instead.")
    : { kind: "revision", revision: found.revision };
}
