/** Whether bytes say something to somebody: by their first ones, or because they are text. */
import { decodeUtf8, startsWith } from "@etcd-explorer/shared/model/bytes";

/** How gzip, zlib, zstd, Kubernetes' protobuf and DER certificates begin. */
const beginnings = [
  [0x1f, 0x8b, 0x08],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x78, 0x01],
  [0x78, 0x5e],
  [0x78, 0x9c],
  [0x78, 0xda],
  [0x6b, 0x38, 0x73, 0x00],
  [0x30, 0x82],
].map((bytes) => Uint8Array.from(bytes));

// oxlint-disable-next-line no-control-regex -- control characters are what no text has
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/;

/** Whether bytes are a printable text. A character that is cut at the end counts as whole. */
export function isPrintable(bytes: Uint8Array): boolean {
  for (let cut = 0; cut < 4 && cut <= bytes.length; cut++) {
    const text = decodeUtf8(bytes.subarray(0, bytes.length - cut));
    if (text !== undefined) return !unprintable.test(text);
  }
  return false;
}

/** Shorter texts come about by chance: of any 8 letters and digits every 400th is one. */
const shortestText = 6;

export function looksMeaningful(bytes: Uint8Array): boolean {
  return beginnings.some((begin) => startsWith(bytes, begin)) || (bytes.length >= shortestText && isPrintable(bytes));
}
