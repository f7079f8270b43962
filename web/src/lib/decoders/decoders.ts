/** Every decoder, in the order in which they are offered. Heavy: load it by `load-decoders.ts`. */
import { base64Text } from "./base64-text.ts";
import type { Decoder } from "./decoder.ts";
import { gzip, zlib } from "./deflate.ts";
import { jwt } from "./jwt.ts";

export const decoders: readonly Decoder[] = [jwt, gzip, zlib, base64Text];

/** The decoder of a name; undefined: this version has none. */
export function decoderOf(name: string): Decoder | undefined {
  return decoders.find((decoder) => decoder.name === name);
}
