/** Random keyspaces for property tests: binary, numbered, deep, with long prefixes, with delimiters in odd places. */
// oxlint-disable-next-line no-restricted-imports -- only tests import this file
import fc from "fast-check";
import { asKey, compareBytes, concatBytes, encodeHex, keyFromText, type Bytes, type Key } from "../../model/bytes.ts";

/** Bytes among which delimiters, digits, letters and both ends are frequent. */
export const oddByte: fc.Arbitrary<number> = fc.constantFrom(
  0x00,
  0x01,
  0x2f,
  0x2f,
  0x30,
  0x31,
  0x39,
  0x3a,
  0x61,
  0x62,
  0x7a,
  0xfe,
  0xff,
);
export const oddBytes = (constraints: fc.ArrayConstraints): fc.Arbitrary<Bytes> =>
  fc.array(oddByte, constraints).map((list): Bytes => Uint8Array.from(list));

/** Keys in order, each once. */
export function inOrder(keys: readonly Uint8Array[]): Key[] {
  const unique = new Map(keys.filter((key) => key.length > 0).map((key) => [encodeHex(key), asKey(key.slice())]));
  return [...unique.values()].toSorted((a, b) => compareBytes(a, b));
}

/** Some hundred short keys, most of which begin alike. */
export const tangled: fc.Arbitrary<Key[]> = fc
  .array(oddBytes({ minLength: 1, maxLength: 7 }), { maxLength: 400 })
  .map(inOrder);

/** Up to some thousand keys: folders of very different sizes, named in one of several ways, with odd keys between. */
export const grown: fc.Arbitrary<Key[]> = fc
  .record({
    start: oddBytes({ maxLength: 3 }),
    style: fc.constantFrom("numbered", "plain numbers", "words", "hex", "long"),
    folders: fc.integer({ min: 1, max: 60 }),
    sizes: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 }),
    giant: fc.integer({ min: 0, max: 2000 }),
    odd: fc.array(oddBytes({ minLength: 1, maxLength: 5 }), { maxLength: 20 }),
  })
  .map(({ start, style, folders, sizes, giant, odd }) => {
    const keys: Uint8Array[] = [...odd, ...odd.map((tail) => concatBytes([start, tail]))];
    for (let folder = 0; folder < folders; folder++) {
      const name = nameOf(style, folder);
      const size = sizes[folder % sizes.length] ?? 0;
      for (let at = 0; at < size; at++) keys.push(concatBytes([start, keyFromText(`${name}/item-${at}`)]));
      if (size === 0) keys.push(concatBytes([start, keyFromText(name)]));
    }
    for (let at = 0; at < giant; at++) keys.push(concatBytes([start, keyFromText(`giant/${at}`)]));
    return inOrder(keys);
  });

function nameOf(style: string, at: number): string {
  switch (style) {
    case "numbered":
      return `job-${String(at * 3).padStart(4, "0")}`;
    case "plain numbers":
      return `n${at}`;
    case "words":
      return ["auth", "billing", "cart", "search", "user"]
        .map((word, place) => ((at >> place) % 2 ? word : "x"))
        .join("-");
    case "hex":
      return (Math.imul(at + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
    default:
      return `${"common-prefix/".replace("/", "-").repeat(6)}${at}`;
  }
}
