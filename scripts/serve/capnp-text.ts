/** Text literals of Cap'n Proto, the language of workerd's configuration. */
import { encodeUtf8 } from "@etcd-explorer/shared/model/bytes";

/**
 * `text` as a literal. Every byte that is not a plain printable character is written as `\xNN`, so that nothing in it
 * can end the literal or be read as something else.
 *
 * @example capnpText('say "hi"\n') // "say \x22hi\x22\x0a", between quotes
 */
export function capnpText(text: string): string {
  let literal = "";
  for (const byte of encodeUtf8(text)) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    literal += plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return `"${literal}"`;
}
