/** The distinguished encoding rules of ASN.1 (X.690), as far as certificates need them. */

export interface DerItem {
  /** The first byte: class, constructed, number. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** With tag and length. */
  readonly whole: Uint8Array;
}

export const derTags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmp: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The item at the start of bytes; undefined: they are none, or cut. Lengths of more than 4 bytes are refused. */
export function readDer(bytes: Uint8Array): DerItem | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || first === 0x80) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4 || bytes.length < 2 + lengthBytes) return undefined;
  const length = bytes
    .subarray(2, 2 + lengthBytes)
    .reduce((sum, byte) => sum * 256 + byte, lengthBytes === 0 ? first : 0);
  const start = 2 + lengthBytes;
  if (start + length > bytes.length) return undefined;
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) };
}

/** The items inside of one; undefined: it does not hold whole items. */
export function readDerItems(content: Uint8Array): DerItem[] | undefined {
  const items: DerItem[] = [];
  for (let rest = content; rest.length > 0;) {
    const item = readDer(rest);
    if (item === undefined) return undefined;
    items.push(item);
    rest = rest.subarray(item.whole.length);
  }
  return items;
}

/** `2.5.4.3`. X.690 §8.19. */
export function formatOid(content: Uint8Array): string {
  const numbers: bigint[] = [];
  let number = 0n;
  for (const byte of content) {
    number = number * 128n + BigInt(byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0n;
    }
  }
  const [first = 0n, ...others] = numbers;
  const top = first < 80n ? first / 40n : 2n;
  return [top, first - top * 40n, ...others].join(".");
}

/** A text of any of its kinds. */
export function derText({ tag, content }: DerItem): string {
  const charset = tag === derTags.utf8 ? "utf-8" : tag === derTags.bmp ? "utf-16be" : "latin1";
  return new TextDecoder(charset).decode(content);
}

/** Milliseconds since 1970 of a UTCTime or GeneralizedTime in UTC (RFC 5280 §4.1.2.5); undefined: another form. */
export function derTime({ tag, content }: DerItem): number | undefined {
  const text = new TextDecoder("latin1").decode(content);
  const [, year = "", month, day, hour, minute, second] =
    /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text) ?? [];
  if (year === "" || (year.length === 2) !== (tag === derTags.utcTime)) return undefined;
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);
  const ms = Date.UTC(full, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return Number.isNaN(ms) ? undefined : ms;
}
