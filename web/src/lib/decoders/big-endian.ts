/** A whole number in 1 to 8 bytes, the most significant first: counters, and times as programs store them. */
import { decodeUtf8, encodeUtf8, type Bytes } from "@etcd-explorer/shared/model/bytes";
import type { Decoder } from "./decoder.ts";
import { isPrintable } from "./meaningful.ts";
import { utcText } from "./utc-text.ts";

const longest = 8;

function readUnsigned(bytes: Uint8Array): bigint {
  let number = 0n;
  for (const byte of bytes) number = number * 256n + BigInt(byte);
  return number;
}

/** How times are counted since 1970, by their number in a millisecond. */
const units: readonly (readonly [string, (number: bigint) => number])[] = [
  ["s", (number) => Number(number) * 1000],
  ["ms", Number],
  ["µs", (number) => Number(number / 1000n)],
  ["ns", (number) => Number(number / 1_000_000n)],
];
const [earliest, latest] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];

/** The one unit in which a number is a time of this century. */
function timeOf(number: bigint): string | undefined {
  for (const [unit, toMs] of units) {
    const ms = toMs(number);
    if (ms >= earliest && ms < latest) return `as ${unit} since 1970: ${utcText(ms) ?? ""}`;
  }
  return undefined;
}

function writeUnsigned(text: string, length: number): Bytes | { readonly failed: string } {
  const digits = text.trim();
  if (!/^\d{1,20}$/.test(digits)) return { failed: "expected a whole number from 0" };
  let rest = BigInt(digits);
  const bytes = new Uint8Array(length);
  for (let at = length - 1; at >= 0; at--) {
    bytes[at] = Number(rest & 255n);
    rest >>= 8n;
  }
  return rest === 0n ? bytes : { failed: `larger than ${length} ${length === 1 ? "byte" : "bytes"} can hold` };
}

const numberIn = (content: Uint8Array) => (decodeUtf8(content) ?? "").trim().replace(/^0+(?=\d)/, "");

export const bigEndian: Decoder = {
  name: "uint-be",
  label: "big-endian number",
  fits: (bytes) => {
    if ((bytes.length !== 8 && bytes.length !== 4) || isPrintable(bytes)) return bytes.length <= longest ? 0.1 : 0;
    const number = readUnsigned(bytes);
    // Half of the bytes zero is a counter; most numbers of 4 bytes could be seconds.
    if (number < 1n << BigInt(4 * bytes.length)) return 0.55;
    return bytes.length === 8 && timeOf(number) !== undefined ? 0.6 : 0.1;
  },
  decode: (bytes) => {
    if (bytes.length === 0 || bytes.length > longest) return { failed: `not 1 to ${longest} bytes` };
    const number = readUnsigned(bytes);
    const signed = BigInt.asIntN(8 * bytes.length, number);
    const time = timeOf(number);
    return {
      bytes: encodeUtf8(String(number)),
      format: "plain",
      notes: [...(time === undefined ? [] : [time]), ...(signed < 0n ? [`signed: ${signed}`] : [])],
    };
  },
  comesBack: (content, again) => numberIn(content) === numberIn(again),
  encode: (content, stored) => writeUnsigned(decodeUtf8(content) ?? "", stored.length),
};
