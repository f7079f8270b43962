/** A find as the URL holds it: a link says what to look for, and never starts anything costly by itself. */
import { asKey, type Key } from "@etcd-explorer/shared/model/bytes";
import { compilePattern, patternKinds, type Pattern } from "@etcd-explorer/shared/read/find/pattern";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { badEscape } from "#/lib/key-text-problem.ts";

/** The fields of the URL. `find` present: the find is open. */
export interface FindSearch {
  readonly find?: string;
  readonly q?: string;
  readonly pattern?: string;
  readonly case?: string;
  readonly prefix?: string;
}

/** What is looked into; `both`: names first, since they cost little, and values after. */
export type FindScope = "keys" | "values" | "both";

/** What stands in the form, as text. */
export interface FindForm {
  readonly where: FindScope;
  readonly pattern: Pattern;
  readonly below: string;
}

/** What a find begins with that no link describes. A link without `case` matches it, as such links always did. */
export const newFind: FindForm = {
  where: "both",
  pattern: { kind: "text", text: "", ignoreCase: true },
  below: "",
};

export function parseFindSearch({ find, q, pattern, case: letterCase, prefix }: FindSearch): FindForm {
  return {
    where: find === "values" || find === "keys" ? find : "both",
    pattern: {
      kind: patternKinds.find((kind) => kind === pattern) ?? "text",
      text: q ?? "",
      ignoreCase: letterCase === "ignore",
    },
    below: prefix ?? "",
  };
}

export function formatFindSearch({ where, pattern, below }: FindForm): FindSearch {
  return {
    find: where,
    ...(pattern.text === "" ? {} : { q: pattern.text }),
    ...(pattern.kind === "text" ? {} : { pattern: pattern.kind }),
    ...(pattern.ignoreCase ? { case: "ignore" } : {}),
    ...(below === "" ? {} : { prefix: formatKey(parseBelow(below) ?? asKey(new Uint8Array())) }),
  };
}

/** Why a form cannot be searched for; undefined: it can. */
export function problemOf({ pattern, below }: FindForm): string | undefined {
  const compiled = compilePattern(pattern);
  if ("problem" in compiled) return compiled.problem;
  return parseBelow(below) === undefined ? badEscape : undefined;
}

/** The prefix that a person typed; undefined where a backslash starts no escape. */
export function parseBelow(below: string): Key | undefined {
  return parseKeyText(below);
}
