/** gzip (RFC 1952) and zlib (RFC 1950), checksums verified. pako streams, so that nothing inflates beyond its limit. */
import { concatBytes, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { Deflate, GZheader, Inflate, zlibDeflateSetHeader, zlibInflateGetHeader, type ZStream } from "pako";
import { attemptDecode, collector, type DecodeResult, type Decoder } from "./decoder.ts";

const chunkSize = 64 * 1024;

interface Inflated {
  readonly bytes: Bytes;
  readonly header: GZheader;
  /** Bytes behind the end of the stream. */
  readonly restBytes: number;
}

function inflate(bytes: Bytes, limitBytes: number): Inflated | undefined {
  const inflater = new Inflate({ chunkSize });
  const { pieces, add } = collector(limitBytes);
  const header = new GZheader();
  let stream: ZStream | undefined;
  inflater.onStart = (started: ZStream) => {
    stream = started;
    zlibInflateGetHeader(started, header);
  };
  inflater.onData = add;
  const isWhole = inflater.push(bytes, true);
  return isWhole ? { bytes: concatBytes(pieces), header, restBytes: stream?.avail_in ?? 0 } : undefined;
}

function decode(label: string, bytes: Bytes, limitBytes: number): DecodeResult {
  const broken = `not whole ${label} data`;
  return attemptDecode(() => {
    const inflated = inflate(bytes, limitBytes);
    if (inflated === undefined) return { failed: broken };
    const { bytes: content, restBytes } = inflated;
    return restBytes > 0 ? { bytes: content, lock: `other bytes follow the ${label} data` } : { bytes: content };
  }, broken);
}

/** Compresses as the stored bytes say: a gzip header keeps its name, time and system. */
function encode(content: Bytes, header: GZheader | undefined): Bytes {
  const deflater = new Deflate({ gzip: header !== undefined, chunkSize });
  const pieces: Uint8Array[] = [];
  deflater.onStart = (stream: ZStream) => {
    if (header !== undefined) zlibDeflateSetHeader(stream, header);
  };
  deflater.onData = (piece: Uint8Array) => pieces.push(piece);
  deflater.push(content, true);
  return concatBytes(pieces);
}

const deflated = 0x08;

export const gzip: Decoder = {
  name: "gzip",
  label: "gzip",
  fits: ([one, two, method]) => (one === 0x1f && two === 0x8b && method === deflated ? 1 : 0),
  decode: (bytes, limitBytes) =>
    gzip.fits(bytes) === 0 ? { failed: "not gzip data" } : decode("gzip", bytes, limitBytes),
  encode: (content, stored) => encode(content, inflate(stored, Number.POSITIVE_INFINITY)?.header),
  recompresses: true,
};

export const zlib: Decoder = {
  name: "zlib",
  label: "zlib",
  // RFC 1950 §2.2: deflate with a window of at most 32 KiB, no preset dictionary, and a header divisible by 31.
  fits: ([method = 0, flags = 0]) =>
    (method & 0x0f) === deflated && method >> 4 <= 7 && (flags & 0x20) === 0 && (method * 256 + flags) % 31 === 0
      ? 0.7
      : 0,
  decode: (bytes, limitBytes) =>
    zlib.fits(bytes) === 0 ? { failed: "not zlib data" } : decode("zlib", bytes, limitBytes),
  encode: (content) => encode(content, undefined),
  recompresses: true,
};
