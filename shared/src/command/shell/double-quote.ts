/** Double quotes. Source: POSIX.1-2017, XCU 2.2.3. */

export interface DoubleQuote {
  readonly text: string;
  /** Right behind the closing quote. */
  readonly end: number;
}

/**
 * What the double quotes mean that open at `start`; undefined: nothing closes them. Of a `$` or a backquote that a shell
 * would expand, `expand` gives what is taken in its place and stands there, or undefined to give up; else it stays.
 *
 * @example readDoubleQuote(String.raw`"a \" b"`, 0) // { text: 'a " b', end: 8 }
 */
export function readDoubleQuote(
  text: string,
  start: number,
  expand: (at: number) => string | undefined = (at) => text.charAt(at),
): DoubleQuote | undefined {
  let content = "";
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') return { text: content, end: at + 1 };
    if (character === "$" || character === "`") {
      const taken = expand(at);
      if (taken === undefined) return undefined;
      content += taken;
      at += taken.length - 1;
    } else if (character === "\\" && /["\\$`\n]/.test(text.charAt(at + 1))) {
      at++;
      // A backslash before a line break joins the lines.
      if (text.charAt(at) !== "\n") content += text.charAt(at);
    } else content += character;
  }
  return undefined;
}
