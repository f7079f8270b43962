/** Whether a text is what its format says; the parsers are loaded when they are first needed. */
import { checkJsonLines } from "./json-lines.ts";
import { findDuplicateName } from "./json-names.ts";
import { readJson } from "./json-tokens.ts";
import { parseWithinStack } from "./parser-depth.ts";
import type { TextProblem } from "./text-place.ts";
import { byteOrderMark } from "./value-text.ts";

/** The formats that can be checked. */
export type CheckedFormat = "JSON" | "JSON lines" | "YAML" | "TOML" | "XML";

/** Beyond this a check at every pause in typing would be felt; JSON is read much faster than the others. */
const largestChecked: Record<CheckedFormat, number> = {
  JSON: 4 * 1024 * 1024,
  "JSON lines": 4 * 1024 * 1024,
  YAML: 256 * 1024,
  TOML: 512 * 1024,
  XML: 256 * 1024,
};

export type FormatCheck =
  | { readonly kind: "valid" }
  /** Valid, with something that readers of the value may trip over. */
  | { readonly kind: "doubtful"; readonly problem: TextProblem }
  | { readonly kind: "wrong"; readonly problem: TextProblem }
  | { readonly kind: "too-large"; readonly limitBytes: number }
  /** Nested deeper than the parser can follow: neither valid nor wrong. */
  | { readonly kind: "too-deep" };

/** Whether a format has rules that a text can break. */
export function isChecked(format: string): format is CheckedFormat {
  return Object.hasOwn(largestChecked, format);
}

/** Checks a text; a format that has no rules, such as plain text, is nothing to ask about here. */
export async function checkFormat(text: string, format: CheckedFormat): Promise<FormatCheck> {
  if (text.length > largestChecked[format]) return { kind: "too-large", limitBytes: largestChecked[format] };
  const check = await loadCheck(format);
  const result = parseWithinStack(() => check(text));
  return result === "too-deep" ? { kind: "too-deep" } : result;
}

async function loadCheck(format: CheckedFormat): Promise<(text: string) => FormatCheck> {
  switch (format) {
    case "JSON":
      return (text) => {
        const { tokens, problem } = readJson(text);
        return judge(problem, () => findDuplicateName(text, tokens) ?? findByteOrderMark(text));
      };
    case "JSON lines":
      return (text) => judge(checkJsonLines(text), () => findByteOrderMark(text));
    case "YAML": {
      const { checkYaml, findDuplicateKey } = await import("./yaml-text.ts");
      return (text) => judge(checkYaml(text), () => findDuplicateKey(text));
    }
    case "TOML": {
      const { checkToml } = await import("./toml-text.ts");
      return (text) => judge(checkToml(text));
    }
    case "XML": {
      const { checkXml } = await import("./xml-text.ts");
      return (text) => judge(checkXml(text));
    }
    default:
      return format satisfies never;
  }
}

function judge(problem: TextProblem | undefined, findDoubt?: () => TextProblem | undefined): FormatCheck {
  if (problem !== undefined) return { kind: "wrong", problem };
  const doubt = findDoubt?.();
  return doubt === undefined ? { kind: "valid" } : { kind: "doubtful", problem: doubt };
}

function findByteOrderMark(text: string): TextProblem | undefined {
  return text.startsWith(byteOrderMark)
    ? { message: "starts with a byte order mark, which many JSON parsers reject", at: 0 }
    : undefined;
}

/** What an edit breaks: the problem of `after`, where `before` was valid. Undefined where it breaks nothing. */
export async function findBrokenFormat(
  before: string,
  after: string,
  format: string,
): Promise<TextProblem | undefined> {
  if (!isChecked(format) || after === before) return undefined;
  const now = await checkFormat(after, format);
  if (now.kind !== "wrong") return undefined;
  const then = await checkFormat(before, format);
  return then.kind === "wrong" ? undefined : now.problem;
}
