import { gunzipSync, gzipSync } from "node:zlib";
import { asValue, encodeUtf8, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { describe, expect, test } from "vitest";
import { askedValue } from "#/lib/formats/shown-value.ts";
import { openChain } from "./chain.ts";
import { createDecoding, type OpenElsewhere } from "./decoding.ts";

const refuse: OpenElsewhere = () => Promise.reject(new Error("small values are opened at once"));
const zip = (text: string | Buffer) => askedValue(asValue(Uint8Array.from(gzipSync(text))));
const textValue = (text: string) => askedValue(valueFromText(text));

describe("the text of a decoded value", () => {
  test("is JSON on several lines, which is stored on one as before", () => {
    const decoding = createDecoding(["gzip"], refuse);
    const stored = zip('{"a":1,"b":[2]}');
    const { text = "", label, lock, recompresses } = decoding.read(stored) ?? {};
    expect(text).toBe('{\n  "a": 1,\n  "b": [\n    2\n  ]\n}');
    expect({ label, lock, recompresses }).toEqual({ label: "gzip → JSON", lock: undefined, recompresses: true });
    const written = decoding.write(text.replace("1", "100"), stored);
    expect("bytes" in written && gunzipSync(written.bytes).toString()).toBe('{"a":100,"b":[2]}');
    expect(decoding.write(text, stored)).toEqual({ bytes: stored });
  });

  test("is hex where it is no text", () => {
    const decoding = createDecoding(["base64"], refuse);
    const stored = textValue("AAEC/w==");
    expect(decoding.read(stored)).toMatchObject({ text: "00 01 02 ff", isHex: true, label: "base64 → bytes" });
    expect(decoding.write("00 ff", stored)).toEqual({ bytes: encodeUtf8("AP8=") });
    expect(decoding.write("0", stored)).toEqual({ problem: { message: "Invalid hex", at: 0 } });
  });

  test("is a Secret where one is in it, at any step", () => {
    const manifest = '{"kind":"Secret","apiVersion":"v1","data":{"a":"eA=="}}';
    expect(createDecoding(["gzip"], refuse).holdsSecret(zip(manifest))).toBe(true);
    expect(createDecoding(["gzip"], refuse).holdsSecret(zip('{"kind":"Pod"}'))).toBe(false);
  });

  test("says why there is none", () => {
    const decoding = createDecoding(["gzip"], refuse);
    const stored = textValue("plain");
    expect(decoding.read(stored)).toMatchObject({ text: undefined, closed: "not gzip data", lock: "not gzip data" });
    expect(decoding.write("x", stored)).toEqual({ problem: { message: "Cannot be encoded", at: 0 } });
    expect(createDecoding(["rot13"], refuse).read(stored)?.closed).toBe("this version has no decoder “rot13”");
  });

  test("of what is large is opened elsewhere, once, and only shown", async () => {
    const orders: number[] = [];
    const decoding = createDecoding(["gzip"], async (value, chain) => {
      orders.push(value.length);
      return Promise.resolve(openChain(value, chain));
    });
    const stored = zip(Buffer.alloc(1_000_000, "x"));
    expect(decoding.read(stored)).toBeUndefined();
    await Promise.all([decoding.prepare(stored), decoding.prepare(stored)]);
    expect(orders).toEqual([stored.length]);
    expect(decoding.read(stored)?.text).toHaveLength(1_000_000);
    expect(decoding.read(stored)?.lock).toBe("it is too large to encode while you type");
  });
});
