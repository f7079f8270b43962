/**
 * XML checked. Load it when it is needed. Not by the browser's own parser: its complaint is a document with inline
 * styles, which the content security policy refuses, and each refusal lands in the console.
 */
import { parseXml, XmlError } from "@rgrove/parse-xml";
import type { TextProblem } from "./text-place.ts";

/** The first thing that is wrong in an XML text. Entities that a document type declares are taken as they are. */
export function checkXml(text: string): TextProblem | undefined {
  try {
    parseXml(text, { ignoreUndefinedEntities: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const [message = ""] = error.message.split("\n");
    return { message: message.replace(/ \(line \d+, column \d+\)$/, ""), at: Math.min(text.length, error.pos) };
  }
}
