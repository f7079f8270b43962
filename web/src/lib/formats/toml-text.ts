/** TOML checked. Load it when it is needed. */
import { parse, TomlError } from "smol-toml";
import { offsetOf, type TextProblem } from "./text-place.ts";

/** The first thing that is wrong in a TOML text. Throws RangeError where it is nested too deeply to be parsed. */
export function checkToml(text: string): TextProblem | undefined {
  try {
    // Integers as bigint: beyond 2^53 - 1 the parser would otherwise refuse what TOML allows.
    parse(text, { integersAsBigInt: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The parser's own limit of levels (maxDepth): that is no fault of the text.
    if (/excessively nested/.test(error.message)) throw new RangeError(error.message, { cause: error });
    const [message = ""] = error.message.split("\n");
    return { message: message.replace(/^Invalid TOML document: /, ""), at: offsetOf(text, error.line, error.column) };
  }
}
