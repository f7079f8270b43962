/** Bytes of an answer for the screen: text as it is, and `\xNN` for what is no text or would move the cursor. */
import { decodeUtf8, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { characterAt } from "@etcd-explorer/shared/model/key-text";

/** As much of one answer is shown. */
export const shownBytes = 512 * 1024;

/** The text, at most {@link shownBytes} of it, with a line that says what was left out. */
export function showBytes(bytes: Uint8Array): string {
  const shown = bytes.subarray(0, endOfText(bytes, shownBytes));
  const left = bytes.length - shown.length;
  const text = showText(shown) ?? showMixed(shown);
  return left === 0 ? text : `${text}\n… ${left.toLocaleString("en")} more bytes not shown\n`;
}

/** `most`, or a little less, so that no character is cut in two. */
function endOfText(bytes: Uint8Array, most: number): number {
  let end = Math.min(most, bytes.length);
  // Bytes of the form 10xxxxxx go on with a character (RFC 3629 §3), of which three may follow one.
  for (let back = 0; back < 3 && end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80; back++) end--;
  return end;
}

/** What is text as a whole, at once. Undefined where it is none. */
function showText(bytes: Uint8Array): string | undefined {
  return decodeUtf8(bytes)?.replaceAll(/[\p{Cc}--[\n\t]]/gv, (control) => escapeBytes(encodeUtf8(control)));
}

/** Character by character: most of it may be none. */
function showMixed(shown: Uint8Array): string {
  let text = "";
  for (let at = 0; at < shown.length;) {
    const character = characterAt(shown, at);
    const length = character?.length ?? 1;
    const plain = character !== undefined && (/[\n\t]/.test(character.text) || !/\p{Cc}/u.test(character.text));
    text += plain ? character.text : escapeBytes(shown.subarray(at, at + length));
    at += length;
  }
  return text;
}

function escapeBytes(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += `\\x${byte.toString(16).padStart(2, "0")}`;
  return text;
}
