/**
 * Zstandard (RFC 8878), read by fzstd. Its frames are walked first: what a header claims, such as a window of two
 * gigabytes, is refused before memory is asked for it. The checksum of the content is not verified.
 */
import { concatBytes, startsWith, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { Decompress } from "fzstd";
import { attemptDecode, collector, type Decoder } from "./decoder.ts";

const magic = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
const broken = "not whole zstd data";
/** What RFC 8878 §3.1.1.1.2 recommends that every decoder supports. */
const largestWindowBytes = 8 * 1024 * 1024;
const mostFrames = 1000;

type Frame = { readonly end: number } | { readonly failed: string };

/** Where the frame at the start of bytes ends, or why it is not opened. RFC 8878 §3.1.1. */
function walkFrame(bytes: Uint8Array): Frame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 8 && view.getUint32(0, true) >>> 4 === 0x184d2a5) return { end: 8 + view.getUint32(4, true) };
  const descriptor = bytes[4];
  if (!startsWith(bytes, magic) || descriptor === undefined) return { failed: broken };
  const isSingle = (descriptor & 0x20) !== 0;
  const hasDictionary = (descriptor & 3) !== 0;
  if (hasDictionary) return { failed: "needs a zstd dictionary" };
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? (isSingle ? 1 : 0) : 1 << sizeFlag;
  let at = 5 + (isSingle ? 0 : 1);
  if (at + sizeBytes > bytes.length) return { failed: broken };
  if (windowOf(view, { isSingle, at, sizeBytes }) > largestWindowBytes)
    return { failed: "needs more than 8 MiB of memory" };
  at += sizeBytes;
  for (;;) {
    if (at + 3 > bytes.length) return { failed: broken };
    const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    const kind = (header >> 1) & 3;
    if (kind === 3) return { failed: broken };
    at += 3 + (kind === 1 ? 1 : header >> 3);
    if ((header & 1) === 1) break;
  }
  return { end: at + ((descriptor & 4) === 0 ? 0 : 4) };
}

interface Header {
  readonly isSingle: boolean;
  readonly at: number;
  readonly sizeBytes: number;
}

function windowOf(view: DataView, { isSingle, at, sizeBytes }: Header): number {
  if (!isSingle) {
    const exponent = view.getUint8(5);
    const base = 2 ** (10 + (exponent >> 3));
    return base + (base / 8) * (exponent & 7);
  }
  // In one segment, the window is the content: its size in 1, 2 (and 256 more), 4 or 8 bytes.
  if (sizeBytes === 1) return view.getUint8(at);
  if (sizeBytes === 2) return view.getUint16(at, true) + 256;
  return sizeBytes === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}

function walk(bytes: Bytes): string | undefined {
  let rest: Uint8Array = bytes;
  for (let frames = 0; rest.length > 0; frames++) {
    const frame = walkFrame(rest);
    if ("failed" in frame) return frame.failed;
    if (frame.end > rest.length || frames === mostFrames) return broken;
    rest = rest.subarray(frame.end);
  }
  return undefined;
}

export const zstd: Decoder = {
  name: "zstd",
  label: "zstd",
  fits: (bytes) => (startsWith(bytes, magic) ? 1 : 0),
  decode: (bytes, limitBytes) => {
    const failed = zstd.fits(bytes) === 0 ? "not zstd data" : walk(bytes);
    if (failed !== undefined) return { failed };
    return attemptDecode(() => {
      const { pieces, add } = collector(limitBytes);
      new Decompress(add).push(bytes, true);
      return { bytes: concatBytes(pieces) };
    }, broken);
  },
  unwritable: "zstd data cannot be compressed in the browser",
};
