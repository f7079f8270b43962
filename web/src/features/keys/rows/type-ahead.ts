/** Finding rows by the beginning of their name, as one types in a list of keys. */
import { encodeUtf8, type Key } from "@etcd-explorer/shared/model/bytes";

/** The name after a key press in it: one character more, or with Backspace one less; undefined: the key is none of a name. */
export function typeInName(key: string, name: string): string | undefined {
  if (key === "Backspace") return name.replace(/.$/u, "");
  return /^.$/u.test(key) ? name + key : undefined;
}

/** Whether a name starts with what was typed. Latin capitals and small letters are the same, and a first delimiter is passed over. */
export function startsTyped(name: Uint8Array, typed: Uint8Array, delimiters: Uint8Array): boolean {
  if (startsFolded(name, typed)) return true;
  return delimiters.includes(name[0] ?? 0) && name.length > 1 && startsFolded(name.subarray(1), typed);
}

function startsFolded(name: Uint8Array, typed: Uint8Array): boolean {
  return name.length >= typed.length && typed.every((byte, at) => fold(name[at] ?? 0) === fold(byte));
}

function fold(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/**
 * In a flat list, the next row from `from` on and around to it. Of names with folders in them the start
 * counts, and the last part as well, since that is what tells keys apart.
 */
export function findTypedRow(
  rows: readonly { readonly key: Key }[],
  from: number,
  typed: string,
  nameStart: number,
): number | undefined {
  const bytes = encodeUtf8(typed);
  const first = bytes.length > 1 ? from : from + 1;
  for (let step = 0; step < rows.length; step++) {
    const at = (first + step) % rows.length;
    const name = rows[at]?.key.subarray(nameStart);
    if (name === undefined) continue;
    const last = name.subarray(name.lastIndexOf(slash) + 1);
    if (startsFolded(name, bytes) || startsFolded(last, bytes)) return at;
  }
  return undefined;
}

const slash = 0x2f;
