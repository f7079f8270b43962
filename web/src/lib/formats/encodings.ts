/** The spellings in which values are edited: what the drafts need from the first screen on. */
import {
  asValue,
  decodeBase64,
  decodeHex,
  encodeUtf8,
  isWellFormed,
  type Value,
} from "@etcd-explorer/shared/model/bytes";

/**
 * How a value is edited: as its own text, its bytes as hex digits or base64, an object of Kubernetes as YAML or JSON, or
 * as what a chain of decoders makes of it.
 */
export const encodings = ["text", "hex", "base64", "kube-yaml", "kube-json", "decoded"] as const;

export type Encoding = (typeof encodings)[number];

/** How an encoding writes an object of Kubernetes; undefined: it is of the bytes. */
export function objectStyleOf(encoding: Encoding): "yaml" | "json" | undefined {
  return encoding === "kube-yaml" ? "yaml" : encoding === "kube-json" ? "json" : undefined;
}

/** Whether a text stands for bytes that only what has decoded them can work out: a draft keeps those beside it. */
export function isCoded(encoding: Encoding): boolean {
  return encoding === "decoded" || objectStyleOf(encoding) !== undefined;
}

/** The value of a text that spells its bytes; undefined where it is not whole, or a character has no UTF-8. */
export function decodeText(text: string, encoding: Encoding): Value | undefined {
  if (encoding === "text") return isWellFormed(text) ? asValue(encodeUtf8(text)) : undefined;
  const bytes = encoding === "hex" ? decodeHex(text) : decodeBase64(text.replace(/\s+/g, ""));
  return bytes === undefined ? undefined : asValue(bytes);
}
