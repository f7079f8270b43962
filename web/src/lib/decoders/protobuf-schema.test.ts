import { decodeUtf8, encodeUtf8, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { expect, test } from "vitest";
import { fittingMessages, messageDecoder, readSchema } from "./protobuf-schema.ts";

/** protoc 3.21.12, of a file with the messages Item and Cart, an enum State and a map. */
const descriptorSet = Uint8Array.from(
  Buffer.from(
    "CpIDCgpzaG9wLnByb3RvEgdzaG9wLnYxIi4KBEl0ZW0SEAoDc2t1GAEgASgJUgNza3USFAoFY291bnQYAiABKAVSBWNvdW50IpoCCgRDYXJ0Eg4KAmlkGAEgASgJUgJpZBIdCgpjcmVhdGVkX25zGAIgASgDUgljcmVhdGVkTnMSIwoFaXRlbXMYAyADKAsyDS5zaG9wLnYxLkl0ZW1SBWl0ZW1zEiQKBXN0YXRlGAQgASgOMg4uc2hvcC52MS5TdGF0ZVIFc3RhdGUSMQoGbGFiZWxzGAUgAygLMhkuc2hvcC52MS5DYXJ0LkxhYmVsc0VudHJ5UgZsYWJlbHMSFAoFdG90YWwYBiABKAFSBXRvdGFsEhQKBXRva2VuGAcgASgMUgV0b2tlbho5CgtMYWJlbHNFbnRyeRIQCgNrZXkYASABKAlSA2tleRIUCgV2YWx1ZRgCIAEoCVIFdmFsdWU6AjgBKiYKBVN0YXRlEhEKDVNUQVRFX1VOS05PV04QABIKCgZBQ1RJVkUQAWIGcHJvdG8z",
    "base64",
  ),
);
/** The same protoc, with --encode. */
const cart: Bytes = Uint8Array.from(
  Buffer.from(
    "0a06636172742d311081808080808080101a050a016110021a0e0a016210ffffffffffffffffff0120012a0b0a03617070120473686f703100000000000029403a0200ff",
    "hex",
  ),
);

const schema = readSchema(descriptorSet);
const decoder = schema && messageDecoder(schema, "shop.v1.Cart");

test("a message of a descriptor set is shown by name, with every digit, and written to the bytes that protoc writes", () => {
  const decoded = decoder?.decode(cart, 65536);
  if (decoded === undefined || "failed" in decoded) throw new Error("not decoded");
  const text = decodeUtf8(decoded.bytes) ?? "";
  expect(JSON.parse(text)).toEqual({
    id: "cart-1",
    created_ns: "9007199254740993",
    items: [
      { sku: "a", count: 2 },
      { sku: "b", count: -1 },
    ],
    state: "ACTIVE",
    labels: { app: "shop" },
    total: 12.5,
    token: "AP8=",
  });
  expect(decoded.lock).toBeUndefined();
  const written = decoder?.encode?.(encodeUtf8(text.replace("cart-1", "cart-2")), cart);
  expect(written).toEqual(cart.with(7, 0x32));
});

test("what the schema does not know is not lost in an edit: it is only shown", () => {
  const more = Uint8Array.from([...cart, 0x50, 1]);
  expect(decoder?.decode(more, 65536)).toMatchObject({ lock: "it has fields that the schema lacks, or another order" });
  expect(decoder?.decode(cart.slice(0, -1), 65536)).toEqual({ failed: "not a message shop.v1.Cart" });
});

test("a text that is no message says what is wrong", () => {
  expect(decoder?.encode?.(encodeUtf8('{"idd": 1}'), cart)).toMatchObject({ failed: expect.stringContaining("idd") });
  expect(decoder?.encode?.(encodeUtf8('{"created_ns": 9007199254740993}'), cart)).toMatchObject({
    failed: "put whole numbers beyond 2^53 in quotes",
  });
});

test("messages that hold a value whole are found, and files that are no descriptor set refused", () => {
  expect(schema && fittingMessages(schema, cart)).toEqual(["shop.v1.Cart"]);
  expect(readSchema(encodeUtf8("syntax = 'proto3';"))).toBeUndefined();
});
