/** base64 as text: standard or URL-safe (RFC 4648 §4, §5), with padding or without, in one line or several. */
import {
  decodeBase64,
  decodeUtf8,
  encodeBase64,
  encodeUtf8,
  equalBytes,
  type Bytes,
} from "@etcd-explorer/shared/model/bytes";
import type { Decoder } from "./decoder.ts";
import { looksMeaningful } from "./meaningful.ts";

/** How a text writes base64. */
interface Manner {
  readonly isUrl: boolean;
  readonly isPadded: boolean;
  /** Characters a line; undefined: one line. */
  readonly lineLength: number | undefined;
  readonly lineBreak: "\n" | "\r\n";
  /** What follows the last character. */
  readonly end: string;
}

const spelled = /^[A-Za-z0-9+/_-]+(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}(?:\r?\n)*$/;

/** The bytes of a base64 text in any spelling; undefined: none. */
export function readBase64(text: string): Bytes | undefined {
  if (!spelled.test(text)) return undefined;
  const digits = text
    .replaceAll(/[\r\n=]/g, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/");
  return decodeBase64(digits.padEnd(Math.ceil(digits.length / 4) * 4, "="));
}

function mannerOf(text: string): Manner {
  const lines = text.split(/\r?\n/);
  const isUrl = /[-_]/.test(text);
  return {
    isUrl,
    // Where it ends with a whole group there is no padding to be seen: URLs have none, standard texts do.
    isPadded: text.includes("=") || (!isUrl && text.replaceAll(/[\r\n]/g, "").length % 4 === 0),
    lineLength: lines[1] === undefined || lines[1] === "" ? undefined : lines[0]?.length,
    lineBreak: text.includes("\r\n") ? "\r\n" : "\n",
    end: /[\r\n]*$/.exec(text)?.[0] ?? "",
  };
}

function spell(bytes: Uint8Array, { isUrl, isPadded, lineLength, lineBreak, end }: Manner): string {
  const standard = encodeBase64(bytes);
  const digits = isUrl ? standard.replaceAll("+", "-").replaceAll("/", "_") : standard;
  const text = isPadded ? digits : digits.replace(/=+$/, "");
  if (lineLength === undefined) return text + end;
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += lineLength) lines.push(text.slice(at, at + lineLength));
  return lines.join(lineBreak) + end;
}

/** Longer texts are told by their beginning. */
const lookedBytes = 4096;

export const base64Text: Decoder = {
  name: "base64",
  label: "base64",
  fits: (bytes) => {
    // A whole number of lines cannot be told from a part of it: only long texts are looked at in part.
    const text = decodeUtf8(bytes.subarray(0, lookedBytes));
    if (text === undefined || text.trim().length < 8) return 0;
    const content = readBase64(bytes.length > lookedBytes ? text.slice(0, text.length - (text.length % 4)) : text);
    return content === undefined ? 0 : looksMeaningful(content) ? 0.8 : 0.2;
  },
  decode: (bytes, limitBytes) => {
    const text = decodeUtf8(bytes);
    const content = text === undefined ? undefined : readBase64(text);
    if (text === undefined || content === undefined) return { failed: "not base64" };
    if (content.length > limitBytes) return { failed: "too large", isTooLarge: true };
    const isSame = equalBytes(encodeUtf8(spell(content, mannerOf(text))), bytes);
    return isSame ? { bytes: content } : { bytes: content, lock: "its base64 is spelled in an unusual way" };
  },
  encode: (content, stored) => encodeUtf8(spell(content, mannerOf(decodeUtf8(stored) ?? ""))),
};
