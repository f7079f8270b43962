import { expect, test } from "vitest";
import { detectFormat } from "./formats.ts";

test.each([
  ["", "empty"],
  ['{"a":1}', "JSON"],
  [" [1,2]\n", "JSON"],
  ["{broken", "plain"],
  ['{\n  "a": [1, 2,\n}', "JSON"],
  ['[{"a": 1}, {]', "JSON"],
  ["12", "plain"],
  ['{"a":1}\n{"a":2}\n', "JSON lines"],
  ['\ufeff{"a":1}', "JSON"],
  ["[a b]\nwords here\n", "plain"],
  ["a: 1\nb:\n  - 2\n", "YAML"],
  ["---\nname: x\n", "YAML"],
  ["just words", "plain"],
  ["postgres://localhost/db", "plain"],
  ["key=value", "plain"],
  ["key=value\nother.key=value", "properties"],
  ["[core]\nname = value\n", "properties"],
  ['[server]\nhost = "a"\nport = 80\n', "TOML"],
  ["#!/bin/sh\necho hi\n", "shell"],
  ['export A=1\nB="two"\n', "shell"],
  ['<?xml version="1.0"?>\n<a/>\n', "XML"],
  ["<a>1</a>", "XML"],
  ["<not xml", "plain"],
  ["# only a remark", "plain"],
])("%j is %s", (text, format) => {
  expect(detectFormat(text)).toBe(format);
});

test("the key's ending decides where the text leaves it open, and never against JSON", () => {
  expect(detectFormat("name: x", "/app/config.yaml")).toBe("YAML");
  expect(detectFormat("a = b", "/app/config.toml")).toBe("TOML");
  expect(detectFormat('{"a":1}', "/app/config.yaml")).toBe("JSON");
  expect(detectFormat("[1, 2", "/app/list.json")).toBe("JSON");
  expect(detectFormat("word", "/app/name")).toBe("plain");
});
