import { expect, test } from "vitest";
import { asValue, concatBytes, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { createDecoding } from "#/lib/decoders/decoding.ts";
import { comparedFields } from "#/lib/formats/stored-secret.ts";
import { versionTexts } from "./version-text.ts";

const json = (value: unknown, spaces?: number) => valueFromText(JSON.stringify(value, null, spaces));

test("JSON on one line is compared line by line, and another layout is told in words", () => {
  const { before, after, note } = versionTexts(json({ a: 1, b: 2 }), json({ a: 1, b: 3 }));
  expect(before.split("\n")).toHaveLength(4);
  expect(after).toContain('"b": 3');
  expect(note).toBeUndefined();
  expect(versionTexts(json({ a: 1 }), json({ a: 1 }, 2))).toMatchObject({ note: "Only the layout differs" });
});

test("bytes that are no text are compared as hex on both sides", () => {
  const { before, after, note } = versionTexts(valueFromText("ab"), asValue(Uint8Array.of(0xff, 0)));
  expect([before, after]).toEqual(["61 62", "ff 00"]);
  expect(note).toBe("As hex: not UTF-8 text");
});

test("a side on which there was no key is empty", () => {
  expect(versionTexts(undefined, valueFromText("x"))).toEqual({ before: "", after: "x" });
});

test("a Secret that is not decoded shows nothing of its data, only that it changed", () => {
  const stored = recordedObject("Secret").stored;
  const changed = asValue(concatBytes([stored, Uint8Array.of(0x22, 0)]));
  const texts = versionTexts(stored, changed);
  expect(texts.before).toBe(`Secret, ${stored.length} B (old)`);
  expect(texts.after).toBe(`Secret, ${stored.length + 2} B (new)`);
  expect(texts.note).toContain("Secret data hidden");
  expect(versionTexts(stored, stored)).toMatchObject({ before: `Secret, ${stored.length} B` });
  expect(versionTexts(undefined, stored).before).toBe("");
  // Beside a value of another kind it is hidden as well.
  expect(versionTexts(valueFromText("plain"), stored).before).not.toContain("plain");
  expect(comparedFields(stored)).toBeUndefined();
  expect(comparedFields(recordedObject("Pod").stored)?.kind).toBe("object");
  // What only looks like an envelope behind four bytes is no object.
  expect(comparedFields(asValue(concatBytes([Uint8Array.of(1, 2, 3, 4), stored.subarray(4)])))).toBeUndefined();
});

const spelled = (text: string) => valueFromText(btoa(text));

test("what decoders were chosen for is compared as they open it, and said so", () => {
  const decoding = createDecoding(["base64"], () => Promise.reject(new Error("not needed")));
  const texts = versionTexts(spelled("max: 16"), spelled("max: 24"), undefined, decoding);
  expect(texts).toEqual({ before: "max: 16", after: "max: 24", note: "Decoded: base64 → text" });
  expect(versionTexts(spelled("a"), valueFromText("YQ"), undefined, decoding).note).toBe("Only the encoding differs");
  // One of them is not base64: both are shown as they are stored.
  expect(versionTexts(valueFromText("max 16!"), spelled("max: 24"), undefined, decoding).before).toBe("max 16!");
  const secret = spelled('{"kind":"Secret","apiVersion":"v1","data":{"a":"eA=="}}');
  expect(versionTexts(undefined, secret, undefined, decoding).after).toMatch(/^Secret, \d+ B/);
});
