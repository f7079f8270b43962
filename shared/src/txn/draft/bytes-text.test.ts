import fc from "fast-check";
import { expect, test } from "vitest";
import { valueFromText } from "../../model/bytes.ts";
import { readBytesText, showBytes, withForm } from "./bytes-text.ts";

test("bytes shown in a field are the bytes that are read from it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
      expect(readBytesText(showBytes(bytes))).toEqual(Uint8Array.from(bytes));
    }),
  );
});

test("text, JSON and hex are told apart", () => {
  expect(showBytes(valueFromText("plain")).form).toBe("text");
  expect(showBytes(valueFromText('{"a": 1}')).form).toBe("json");
  expect(showBytes(valueFromText("{a}")).form).toBe("text");
  expect(showBytes(Uint8Array.of(0xff)).form).toBe("hex");
  expect(showBytes(valueFromText("a\r\nb")).form).toBe("hex");
});

test("what cannot be read says why", () => {
  expect(readBytesText({ form: "hex", text: "f" })).toBe("Invalid hex: use two digits per byte.");
  expect(readBytesText({ form: "json", text: "{" })).toBe("Invalid JSON.");
});

test("a change of form keeps the bytes, and refuses one that would not", () => {
  expect(withForm({ form: "text", text: "hi" }, "hex")).toEqual({ form: "hex", text: "6869" });
  expect(withForm({ form: "hex", text: "6869" }, "text")).toEqual({ form: "text", text: "hi" });
  expect(withForm({ form: "hex", text: "ff" }, "text")).toEqual({ form: "hex", text: "ff" });
});
