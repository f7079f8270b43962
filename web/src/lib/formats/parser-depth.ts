/** Parsers that call themselves for every level of nesting, kept from failing the page. */

/**
 * What `parse` returns, or `too-deep` where the text is nested deeper than the stack allows: V8 then throws a
 * RangeError, and nothing is known about the text.
 */
export function parseWithinStack<T>(parse: () => T): T | "too-deep" {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) return "too-deep";
    throw error;
  }
}
