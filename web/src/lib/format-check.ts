/** Whether a text is what its format says; the parsers are loaded when they are first needed. */
import { readJson } from "./json-tokens.ts";
import type { TextProblem } from "./text-place.ts";

/** The formats that can be checked. */
export type CheckedFormat = "JSON" | "YAML" | "TOML" | "XML";

/** Beyond this a check at every pause in typing would be felt; JSON is read much faster than the others. */
const largestChecked: Record<CheckedFormat, number> = {
  JSON: 4 * 1024 * 1024,
  YAML: 256 * 1024,
  TOML: 512 * 1024,
  XML: 256 * 1024,
};

export type FormatCheck =
  | { readonly kind: "valid" }
  | { readonly kind: "wrong"; readonly problem: TextProblem }
  | { readonly kind: "too-large"; readonly limitBytes: number };

/** Checks a text; a format that has no rules, such as plain text, is nothing to ask about here. */
export async function checkFormat(text: string, format: CheckedFormat): Promise<FormatCheck> {
  if (text.length > largestChecked[format]) return { kind: "too-large", limitBytes: largestChecked[format] };
  const problem = await findProblem(text, format);
  return problem === undefined ? { kind: "valid" } : { kind: "wrong", problem };
}

async function findProblem(text: string, format: CheckedFormat): Promise<TextProblem | undefined> {
  switch (format) {
    case "JSON":
      return readJson(text).problem;
    case "YAML":
      return (await import("./yaml-text.ts")).checkYaml(text);
    case "TOML":
      return (await import("./toml-text.ts")).checkToml(text);
    case "XML":
      return (await import("./xml-text.ts")).checkXml(text);
    default:
      return format satisfies never;
  }
}
