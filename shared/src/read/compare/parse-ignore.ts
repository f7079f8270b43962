/**
 * Ignore rules as people write them, one a line.
 *
 * A prefix is written as keys are: `/registry/events/` names whole keys, `./events/` those below the compared prefixes.
 *
 * A field is a path from the root of a JSON value, its names parted by dots: `metadata.resourceVersion`. `*` is any name
 * or index of one level, `**` any number of levels: `**.timestamp`. A name with a dot, a quote or an asterisk is quoted
 * as in JSON: `metadata.annotations."example.com/at"`.
 */
import { asKey } from "../../model/bytes.ts";
import { formatKey, parseKeyText } from "../../model/key-text.ts";
import type { FieldStep, IgnoredField, IgnoredPrefix, IgnoreRules } from "./ignore-rules.ts";

export interface IgnoreText {
  readonly prefixes: string;
  readonly fields: string;
  readonly leases: boolean;
}

/** What is wrong with a rule, in words. */
export interface IgnoreProblem {
  readonly field: "prefixes" | "fields";
  /** Its line, from 1. */
  readonly line: number;
  readonly message: string;
}

/** The rules, or every problem of the text. */
export function parseIgnoreRules({
  prefixes,
  fields,
  leases,
}: IgnoreText): { readonly rules: IgnoreRules } | { readonly problems: readonly IgnoreProblem[] } {
  const problems: IgnoreProblem[] = [];
  const parseLines = <Rule>(field: IgnoreProblem["field"], text: string, parse: (line: string) => Rule | string) =>
    text.split("\n").flatMap((line, at): Rule[] => {
      if (line.trim() === "") return [];
      const rule = parse(line.trim());
      if (typeof rule !== "string") return [rule];
      problems.push({ field, line: at + 1, message: rule });
      return [];
    });
  const rules = {
    prefixes: parseLines("prefixes", prefixes, parsePrefix),
    fields: parseLines("fields", fields, parseField),
    leases,
  };
  return problems.length > 0 ? { problems } : { rules };
}

const relativeMark = "./";

function parsePrefix(line: string): IgnoredPrefix | string {
  const isRelative = line.startsWith(relativeMark);
  const prefix = parseKeyText(isRelative ? line.slice(relativeMark.length) : line);
  if (prefix === undefined) return String.raw`Invalid escape: use \\ for a backslash, \xNN for a byte`;
  return prefix.length === 0 ? "This rule ignores all keys: add a name after ./" : { isRelative, prefix };
}

/** A quoted name, or everything up to the next dot. */
const steps = /"(?:[^"\\]|\\.)*"|[^."]+|\.|"/gs;

function parseField(line: string): IgnoredField | string {
  const path: FieldStep[] = [];
  let isAfterStep = false;
  for (const [token] of line.matchAll(steps)) {
    if (token === ".") {
      if (!isAfterStep) return "Missing name: put one between two dots";
      isAfterStep = false;
      continue;
    }
    if (isAfterStep) return "Unexpected quote: separate names with dots";
    const step = parseStep(token);
    if (typeof step === "string") return step;
    path.push(step);
    isAfterStep = true;
  }
  if (!isAfterStep) return "Missing name: the path ends with a dot";
  // At the end, any number of levels are all that is below.
  if (path.at(-1)?.kind === "deep") path[path.length - 1] = { kind: "any" };
  return { path };
}

function parseStep(token: string): FieldStep | string {
  if (token === "*") return { kind: "any" };
  if (token === "**") return { kind: "deep" };
  if (token.startsWith('"')) return parseQuoted(token);
  if (token.includes("*")) return "Invalid *: use it alone between two dots, or quote the name";
  return /[[\]]/.test(token) ? "Invalid index: write items.0 or items.*" : { kind: "name", name: token };
}

function parseQuoted(token: string): FieldStep | string {
  try {
    return { kind: "name", name: String(JSON.parse(token)) };
  } catch {
    return "Invalid quoted name: write it as in JSON";
  }
}

/** The rules as the text that {@link parseIgnoreRules} reads. */
export function formatIgnoreRules({ prefixes, fields, leases }: IgnoreRules): IgnoreText {
  return {
    prefixes: prefixes.map(formatPrefix).join("\n"),
    fields: fields.map(({ path }) => path.map(formatStep).join(".")).join("\n"),
    leases,
  };
}

function formatPrefix({ isRelative, prefix }: IgnoredPrefix): string {
  const text = formatKey(asKey(prefix));
  if (isRelative) return `${relativeMark}${text}`;
  return text.startsWith(relativeMark) ? String.raw`\x2e${text.slice(1)}` : text;
}

function formatStep(step: FieldStep): string {
  if (step.kind === "any") return "*";
  if (step.kind === "deep") return "**";
  return /^[^."*[\]\s]+$/.test(step.name) ? step.name : JSON.stringify(step.name);
}
