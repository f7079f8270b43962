/**
 * What JSON may cost, looked at before it is parsed: a few bytes of it can become a hundred in memory, and a few
 * megabytes of brackets overflow the stack of whoever writes them again.
 */

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const openBrace = 0x7b;
const closeBracket = 0x5d;
const closeBrace = 0x7d;

// etcd's own answers nest three levels for each transaction within a transaction. They have a comma or a bracket every
// dozen bytes; only small ones, such as those to empty operations, have more.
const deepest = 400;
const freeTokens = 65_536;
const bytesPerToken = 6;

/** Why the text is not to be parsed; undefined where it may be, whether or not it is JSON. */
export function refuseJson(bytes: Uint8Array): string | undefined {
  // Fewer bytes than that have neither the depth nor the number to do harm.
  if (bytes.length <= deepest) return undefined;
  let depth = 0;
  let tokens = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) {
      at = endOfString(bytes, at);
      continue;
    }
    if (byte === closeBracket || byte === closeBrace) depth--;
    else if (byte === openBracket || byte === openBrace) depth++;
    else if (byte !== comma) continue;
    if (depth > deepest) return `its JSON nests deeper than ${deepest} levels`;
    if (++tokens > freeTokens + at / bytesPerToken) return "its JSON has too many parts for its size";
  }
  return undefined;
}

/** Where the string that begins at `start` ends; where it does not, the end of the text. */
function endOfString(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(quote, start + 1); at !== -1; at = bytes.indexOf(quote, at + 1)) {
    let before = at - 1;
    while (bytes[before] === backslash) before--;
    if ((at - before) % 2 === 1) return at;
  }
  return bytes.length;
}
