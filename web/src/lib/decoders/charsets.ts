/** Text in other character sets than UTF-8, as browsers read them (Encoding Standard, WHATWG). */
import { decodeUtf8, encodeUtf8, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { charsetNames, singleByteCharsets, type CharsetName } from "./charset-names.ts";
import { attemptDecode, type Confidence, type Decoder } from "./decoder.ts";

const labels: Partial<Record<CharsetName, string>> = {
  gb18030: "GB18030",
  big5: "Big5",
  shift_jis: "Shift JIS",
  "euc-jp": "EUC-JP",
  "euc-kr": "EUC-KR",
  "utf-16le": "UTF-16LE",
  "utf-16be": "UTF-16BE",
  "koi8-r": "KOI8-R",
};

const labelOf = (name: CharsetName) => labels[name] ?? name.replace("iso", "ISO");

function read(bytes: Uint8Array, name: CharsetName): string | undefined {
  try {
    return new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const tables = new Map<CharsetName, ReadonlyMap<string, number>>();

function tableOf(name: CharsetName): ReadonlyMap<string, number> {
  const known = tables.get(name);
  if (known !== undefined) return known;
  const pairs = Array.from({ length: 256 }, (_, byte) => [read(Uint8Array.of(byte), name) ?? "", byte] as const);
  const table = new Map(pairs.filter(([character]) => character !== ""));
  tables.set(name, table);
  return table;
}

function write(text: string, name: CharsetName): Bytes | { readonly failed: string } {
  const table = tableOf(name);
  const bytes = new Uint8Array(text.length);
  let at = 0;
  for (const character of text) {
    const byte = table.get(character);
    if (byte === undefined) return { failed: `“${character}” is not in ${labelOf(name)}` };
    bytes[at++] = byte;
  }
  return bytes.slice(0, at);
}

// oxlint-disable-next-line no-control-regex -- what no text has
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** What most letters beyond ASCII are, where a text is in that set. */
const typical: Partial<Record<CharsetName, RegExp>> = {
  "windows-1252": /[À-ÖØ-öø-ÿ–—‘’“”€°§]/gu,
  gb18030: /[\u4e00-\u9fff\u3000-\u303f\uff00-\uff60]/gu,
  shift_jis: /[\u3040-\u30ff]/gu,
  "euc-kr": /[\uac00-\ud7a3]/gu,
};
/** The others are told apart by words alone. */
const lookedBytes = 1024;

function fitOf(bytes: Uint8Array, name: CharsetName): Confidence {
  const start = bytes.subarray(0, lookedBytes);
  const letters = typical[name];
  const isUtf8 = decodeUtf8(bytes.length > lookedBytes ? start.subarray(0, lookedBytes - 3) : start) !== undefined;
  if (letters === undefined || isUtf8) return 0.1;
  // The last character may be cut.
  const text = read(start, name) ?? read(start.subarray(0, -1), name);
  if (text === undefined || control.test(text)) return 0;
  const beyond = Array.from(text).filter((character) => character > "\u007f").length;
  const found = text.match(letters)?.length ?? 0;
  if (name === "windows-1252")
    return found === beyond && found * 4 < text.length && /[A-Za-z]{3}/.test(text) ? 0.5 : 0.1;
  return found >= 2 && found * (name === "shift_jis" ? 2.5 : 1.25) >= beyond ? (name === "gb18030" ? 0.5 : 0.54) : 0.1;
}

export const charsets: readonly Decoder[] = charsetNames.map((name) => {
  const isSingle = singleByteCharsets.some((each) => each === name);
  const label = labelOf(name);
  return {
    name,
    label,
    fits: (bytes) => fitOf(bytes, name),
    decode: (bytes) =>
      attemptDecode(() => {
        const text = read(bytes, name);
        return text === undefined ? { failed: `not ${label} text` } : { bytes: encodeUtf8(text) };
      }, `not ${label} text`),
    ...(isSingle
      ? { encode: (content: Bytes) => write(decodeUtf8(content) ?? "\ufffd", name) }
      : { unwritable: `${label} can only be read in browsers` }),
  };
});
