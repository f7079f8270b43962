/** A text that is looked for in keys and values: ASCII letters in either case, all other bytes as they are. */
import { encodeUtf8 } from "@etcd-explorer/shared/model/bytes";

export interface FindText {
  inText(text: string): boolean;
  inBytes(bytes: Uint8Array): boolean;
}

/** Undefined where nothing is looked for. */
export function findText(typed: string): FindText | undefined {
  if (typed === "") return undefined;
  const lower = typed.toLowerCase();
  const needle = encodeUtf8(typed).map(lowerByte);
  return {
    inText: (text) => text.toLowerCase().includes(lower),
    inBytes: (bytes) => includesBytes(bytes, needle),
  };
}

function lowerByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

function includesBytes(bytes: Uint8Array, needle: Uint8Array): boolean {
  const first = needle[0] ?? 0;
  const last = bytes.length - needle.length;
  for (let from = 0; from <= last; from++) {
    if (lowerByte(bytes[from] ?? 0) !== first) continue;
    let at = 1;
    while (at < needle.length && lowerByte(bytes[from + at] ?? 0) === needle[at]) at++;
    if (at === needle.length) return true;
  }
  return false;
}
