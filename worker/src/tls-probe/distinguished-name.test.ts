import { describe, expect, test } from "vitest";
import { decodeHex } from "@etcd-explorer/shared/model/bytes";
import { formatName, plainText } from "./distinguished-name.ts";

const element = (tag: number, ...content: readonly number[]): readonly number[] => [tag, content.length, ...content];

/** One attribute: the last byte of its type in 2.5.4, and its text. */
function attribute(type: number, text: string, stringTag = 0x0c): readonly number[] {
  const id = element(0x06, 0x55, 0x04, type);
  return element(0x31, ...element(0x30, ...id, ...element(stringTag, ...Buffer.from(text))));
}

const nameOf = (...attributes: readonly (readonly number[])[]): string | undefined =>
  formatName(Uint8Array.from(attributes.flat()));
const [commonName, organization, unit, country] = [3, 10, 11, 6];

describe("a name is called by", () => {
  test("its common name, wherever it stands", () => {
    expect(
      nameOf(attribute(country, "DE", 0x13), attribute(organization, "Org"), attribute(commonName, "etcd-ca")),
    ).toBe("etcd-ca");
  });

  test("its organization or unit where it has no common name", () => {
    expect(nameOf(attribute(unit, "Unit"), attribute(organization, "Org", 0x13))).toBe("Org");
    expect(nameOf(attribute(unit, "Unit", 0x16))).toBe("Unit");
  });

  test("nothing where it has none of them, or is broken", () => {
    expect(nameOf(attribute(country, "DE"))).toBeUndefined();
    expect(nameOf()).toBeUndefined();
    expect(formatName(decodeHex("3105300306") ?? new Uint8Array())).toBeUndefined();
  });
});

describe("foreign text", () => {
  test("loses what would hide, turn around or break out of a sentence", () => {
    expect(plainText('a\nb\u202ec\u0000d"e\u2028f')).toBe("a?b?c?d?e?f");
    expect(plainText("Zürich 根")).toBe("Zürich 根");
  });

  test("is cut where it is long", () => {
    expect(plainText("x".repeat(101))).toBe(`${"x".repeat(100)}…`);
  });
});
