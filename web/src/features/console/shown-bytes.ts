/** Bytes of an answer for the screen: text as it is, and `\xNN` for what is no text or would move the cursor. */
import { characterAt } from "@etcd-explorer/shared/key-text";

/** As much of one answer is shown. */
export const shownBytes = 512 * 1024;

/** The text, at most {@link shownBytes} of it, with a line that says what was left out. */
export function showBytes(bytes: Uint8Array): string {
  const shown = bytes.subarray(0, shownBytes);
  let text = "";
  for (let at = 0; at < shown.length;) {
    const character = characterAt(shown, at);
    const length = character?.length ?? 1;
    const plain = character !== undefined && (/[\n\t]/.test(character.text) || !/\p{Cc}/u.test(character.text));
    text += plain ? character.text : escapeBytes(shown.subarray(at, at + length));
    at += length;
  }
  const left = bytes.length - shown.length;
  return left === 0 ? text : `${text}\n… ${left.toLocaleString("en")} more bytes are not shown.\n`;
}

function escapeBytes(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += `\\x${byte.toString(16).padStart(2, "0")}`;
  return text;
}
