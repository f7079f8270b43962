/** Whether a text is what its format says; the parsers are loaded when they are first needed. */
import { readJson } from "./json-tokens.ts";
import { offsetOf, type TextProblem } from "./text-place.ts";

/** The formats that can be checked. */
export type CheckedFormat = "JSON" | "YAML" | "TOML" | "XML";

/** Beyond this a check at every pause in typing would be felt; JSON is read much faster than the others. */
const largestChecked: Record<CheckedFormat, number> = {
  JSON: 4 * 1024 * 1024,
  YAML: 256 * 1024,
  TOML: 512 * 1024,
  XML: 2 * 1024 * 1024,
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
      return checkXml(text, browserXmlError);
    default:
      return format satisfies never;
  }
}

// Chromium puts its complaint into the document, Firefox makes a document of it; both in an element of this name, which
// has a namespace of its own, so that no document of a user's has it by chance.
const errorElements = ["http://www.w3.org/1999/xhtml", "http://www.mozilla.org/newlayout/xml/parsererror.xml"];

function browserXmlError(text: string): string | undefined {
  const document = new DOMParser().parseFromString(text, "application/xml");
  for (const namespace of errorElements) {
    const [error] = document.getElementsByTagNameNS(namespace, "parsererror");
    if (error !== undefined) return error.textContent ?? "";
  }
  return undefined;
}

/**
 * What the browser's own XML parser complains of, in words of its own; `parse` gives them, with the place as Chromium
 * and Firefox each spell it, or undefined where there is nothing to complain of.
 */
export function checkXml(text: string, parse: (text: string) => string | undefined): TextProblem | undefined {
  const said = parse(text);
  if (said === undefined) return undefined;
  const chromium = /error on line (\d+) at column (\d+): ([^\n]*)/.exec(said);
  const firefox = /XML Parsing Error: ([^\n]*)[\s\S]*?Line Number (\d+), Column (\d+)/.exec(said);
  const [message, line, column] =
    chromium === null ? [firefox?.[1], firefox?.[2], firefox?.[3]] : [chromium[3], chromium[1], chromium[2]];
  if (message === undefined || line === undefined || column === undefined) return { message: "no XML", at: 0 };
  return { message: message.trim(), at: offsetOf(text, Number(line), Number(column)) };
}
