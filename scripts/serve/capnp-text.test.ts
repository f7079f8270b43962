import { expect, it } from "vitest";
import { capnpText } from "./capnp-text.ts";

it("leaves printable characters as they are", () => {
  expect(capnpText("http://127.0.0.1:2379 [a] {b}")).toBe('"http://127.0.0.1:2379 [a] {b}"');
});

it("cannot be left through a quote, a backslash or a line break", () => {
  expect(capnpText('"\\\n')).toBe(String.raw`"\x22\x5c\x0a"`);
});

it("writes what is not ASCII as its UTF-8 bytes", () => {
  expect(capnpText("ü")).toBe(String.raw`"\xc3\xbc"`);
});
