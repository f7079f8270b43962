import { decodeUtf8, encodeHex, encodeUtf8, type Bytes } from "@etcd-explorer/shared/model/bytes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openChain, suggestChain, writeChain, type OpenedChain } from "./chain.ts";
import * as samples from "./test/samples.ts";

type Name = "msgpack" | "cbor";
const hex = (digits: string): Bytes => Uint8Array.from(Buffer.from(digits, "hex"));

function opened(value: Bytes, name: Name): OpenedChain {
  const result = openChain(value, [name]);
  if (result.kind === "closed") throw new Error(result.reason);
  return result;
}

const textOf = (value: Bytes, name: Name) => (decodeUtf8(opened(value, name).bytes) ?? "").trimEnd();
const compact = (value: Bytes, name: Name) => textOf(value, name).replaceAll(/\n\s*/g, "");

function written(stored: Bytes, name: Name, text: string): string {
  const result = writeChain(encodeUtf8(text), opened(stored, name), [name]);
  return "failed" in result ? result.failed : encodeHex(result);
}

const number = fc.oneof(fc.maxSafeInteger(), fc.double({ min: -1e15, max: 1e15, noNaN: true }));
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: "grapheme" }),
    number.map((each) => (Object.is(each, -0) ? 0 : each)),
    fc.constantFrom(true, false, null),
    fc.array(tie("json"), { maxLength: 20 }),
    fc.dictionary(
      fc.string({ maxLength: 40 }).filter((name) => !name.startsWith("$")),
      tie("json"),
      { maxKeys: 20 },
    ),
  ),
}));

describe("MessagePack and CBOR", () => {
  test("hold what other writers put there, with every digit", () => {
    const expected = [
      '"big": 9007199254740993',
      '"list": [\n    1,\n    -1,\n    200,\n    70000,\n    -200\n  ]',
      '"text": "grüße 😀"',
      '"empty": {}',
      '"ratio": 0.5',
      '"none": null',
    ];
    for (const part of expected) {
      expect(textOf(samples.msgpack, "msgpack")).toContain(part);
      expect(textOf(samples.cbor, "cbor")).toContain(part);
    }
    expect(textOf(samples.msgpack, "msgpack")).toContain('"min": -9223372036854775808');
    // As the recorded bytes have it.
    expect(textOf(samples.cbor, "cbor")).toContain('"min": -9223372036854775808');
  });

  test("are suggested for themselves", () => {
    expect(suggestChain(samples.msgpack, 65536)).toEqual(["msgpack"]);
    expect(suggestChain(samples.cbor, 65536)).toEqual(["cbor"]);
  });

  test("can be edited where they come back to the byte", () => {
    expect(opened(samples.msgpack, "msgpack").lock).toBeUndefined();
    expect(written(samples.msgpack, "msgpack", '{"a": 1, "b": [1.0, -129]}')).toBe(
      "82a16101a16292cb3ff0000000000000d1ff7f",
    );
    const stored = hex("a16161fb3fb999999999999a");
    expect(opened(stored, "cbor").lock).toBeUndefined();
    expect(written(stored, "cbor", '{"a": 18446744073709551615, "b": -1}')).toBe("a261611bffffffffffffffff616220");
  });

  test("are only shown where they were written in a longer form", () => {
    const lock = "it would be written in other bytes than these";
    expect(opened(samples.cbor, "cbor")).toMatchObject({ lock });
    expect(opened(hex("91cd0001"), "msgpack")).toMatchObject({ lock });
    // RFC 8949, appendix A: a list without its length.
    expect(compact(hex("9f018202039f0405ffff"), "cbor")).toBe("[1,[2,3],[4,5]]");
    expect(opened(hex("9f018202039f0405ffff"), "cbor")).toMatchObject({ lock });
  });

  test("keep what JSON has not", () => {
    expect(compact(samples.msgpackSpecial, "msgpack")).toBe(
      '{"bin": {"$hex": "00ff"},"time": {"$tag": [-1,{"$hex": "6553f100"}]}}',
    );
    expect(opened(samples.msgpackSpecial, "msgpack")).toMatchObject({
      lock: undefined,
      notes: ["names with $ mark what JSON cannot hold"],
    });
    expect(compact(samples.cborTagged, "cbor")).toBe(
      '{"$map": [["x",{"$tag": [1,1363896240]}],[-1,3],["y",{"$hex": "01020304"}]]}',
    );
    expect(opened(samples.cborTagged, "cbor").lock).toBeUndefined();
    const doubled = hex("82a16101a16102");
    expect(compact(doubled, "msgpack")).toBe('{"$map": [["a",1],["a",2]]}');
    expect(written(doubled, "msgpack", '{"$map": [["a",1],["a",3]]}')).toBe("82a16101a16103");
    expect(compact(hex("81f97e00"), "cbor")).toBe('[{"$float": "NaN"}]');
    expect(compact(hex("82f7f0"), "cbor")).toBe('[{"$simple": 23},{"$simple": 16}]');
  });

  test("say why a text has no bytes", () => {
    const stored = samples.msgpack;
    expect(written(stored, "msgpack", "{")).toBe("invalid JSON, or an unknown name with $");
    expect(written(stored, "msgpack", '{"$date": 1}')).toBe("invalid JSON, or an unknown name with $");
    expect(written(stored, "msgpack", "[18446744073709551616]")).toBe("number beyond 64 bits");
    expect(written(stored, "msgpack", "[1e400]")).toBe("invalid JSON, or an unknown name with $");
    expect(written(stored, "msgpack", '[{"$simple": 23}]')).toBe("MessagePack has no $simple");
  });

  test("that claim more than there is are refused at once", () => {
    for (const digits of [
      "dfffffffff",
      "ddffffffff00",
      "9bffffffffffffffff",
      "bbffffffffffffffff00",
      "81".repeat(200),
      "9f".repeat(200),
    ])
      for (const name of ["msgpack", "cbor"] as const)
        expect(openChain(hex(digits), [name])).toMatchObject({ kind: "closed", isTooLarge: false });
  });

  test.each(["msgpack", "cbor"] as const)("%s of any JSON comes back to the byte, edited or not", (name) => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 4 }), (items) => {
        const stored = hex(written(hex(name === "msgpack" ? "90" : "80"), name, JSON.stringify(items)));
        const { bytes, lock } = opened(stored, name);
        expect(lock).toBeUndefined();
        expect(written(stored, name, decodeUtf8(bytes) ?? "")).toBe(encodeHex(stored));
        expect(JSON.stringify(JSON.parse(decodeUtf8(bytes) ?? ""))).toBe(JSON.stringify(items));
      }),
      { numRuns: 100 },
    );
  });
});
