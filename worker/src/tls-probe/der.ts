/** ASN.1's distinguished encoding (X.690 §8.1, §10), as far as certificates use it. */

/** One value: what it is, and its content. */
export interface Element {
  /** Class, form and number in one byte, such as 0x30 for a sequence. */
  readonly tag: number;
  readonly content: Uint8Array;
}

/** Tags that certificates use. */
export const tag = {
  boolean: 0x01,
  octetString: 0x04,
  objectId: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Nothing but elements in a row, sharing memory with `bytes`; undefined where the last one is not whole. */
export function readElements(bytes: Uint8Array): readonly Element[] | undefined {
  const elements: Element[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const head = readHead(rest);
    if (head === undefined || rest.length < head.end) return undefined;
    elements.push({ tag: head.tag, content: rest.subarray(head.start, head.end) });
    rest = rest.subarray(head.end);
  }
  return elements;
}

/** The elements within `element`; undefined where it is absent, has another tag, or is broken. */
export function readInside(element: Element | undefined, expectedTag: number): readonly Element[] | undefined {
  return element?.tag === expectedTag ? readElements(element.content) : undefined;
}

/** Where the content begins and ends. A tag of several bytes and an open length are in no certificate. */
function readHead(bytes: Uint8Array): { tag: number; start: number; end: number } | undefined {
  const [first, length] = bytes;
  if (first === undefined || length === undefined || (first & 0x1f) === 0x1f) return undefined;
  if (length < 0x80) return { tag: first, start: 2, end: 2 + length };
  const size = length & 0x7f;
  // Three bytes count to 16 MB, which is beyond every message of TLS.
  if (size === 0 || size > 3 || bytes.length < 2 + size) return undefined;
  const long = bytes.subarray(2, 2 + size).reduce((sum, byte) => sum * 256 + byte, 0);
  return { tag: first, start: 2 + size, end: 2 + size + long };
}
