import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";

const lookedBytes = 1024;

/** Whether it is worth loading the decoders to see which fits: bytes, words without blanks, or PEM. */
export function mayBeDecoded(value: Value): boolean {
  const text = decodeUtf8(value.subarray(0, lookedBytes));
  // oxlint-disable-next-line no-control-regex
  if (text === undefined || /[\u0000-\u0008]/.test(text)) return value.length > 0;
  return /^[\w+/=.-]{12,}(?:\s+[\w+/=.-]+)*\s*$/.test(text) || text.startsWith("-----BEGIN ");
}
