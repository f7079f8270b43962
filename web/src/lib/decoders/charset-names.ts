/** The character sets beside UTF-8 that are offered, by the names of the Encoding Standard (WHATWG). */

/** In one byte a character: what such a set has can be written, too. */
export const singleByteCharsets = [
  "windows-1252",
  "windows-1251",
  "windows-1250",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
  "windows-1257",
  "windows-1258",
  "iso-8859-2",
  "iso-8859-5",
  "iso-8859-7",
  "iso-8859-15",
  "koi8-r",
] as const;
const multiByteCharsets = ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "utf-16le", "utf-16be"] as const;

export const charsetNames = [...singleByteCharsets, ...multiByteCharsets] as const;
export type CharsetName = (typeof charsetNames)[number];
