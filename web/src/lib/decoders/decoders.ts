/** Every decoder, in the order in which they can be chosen. Heavy: load it by `load-decoding.ts`. */
import { base64Text } from "./base64-text.ts";
import { bigEndian } from "./big-endian.ts";
import { cbor } from "./cbor.ts";
import { der, pem } from "./certificates.ts";
import { charsets } from "./charsets.ts";
import type { Decoder } from "./decoder.ts";
import { gzip, zlib } from "./deflate.ts";
import { helm } from "./helm.ts";
import { jwt } from "./jwt.ts";
import { schemaDecoder } from "./schemas.ts";
import { msgpack } from "./msgpack.ts";
import { protobuf } from "./protobuf-fields.ts";
import { zstd } from "./zstd.ts";

export const decoders: readonly Decoder[] = [
  base64Text,
  gzip,
  zlib,
  zstd,
  jwt,
  pem,
  der,
  helm,
  msgpack,
  cbor,
  protobuf,
  bigEndian,
  ...charsets,
];

/** The decoder of a name; undefined: this version has none. */
export function decoderOf(name: string): Decoder | undefined {
  return decoders.find((decoder) => decoder.name === name) ?? schemaDecoder(name);
}
