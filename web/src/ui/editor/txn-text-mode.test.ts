import { StringStream } from "@codemirror/language";
import { expect, test } from "vitest";
import { txnTextMode } from "./txn-text-mode.ts";

/** The coloured words of a line, each with its colour's name. */
function colour(line: string): string[] {
  const stream = new StringStream(line, 2, 2);
  const state = { line: { first: true } };
  const found: string[] = [];
  while (!stream.eol()) {
    stream.start = stream.pos;
    const name = txnTextMode.token(stream, state);
    if (name !== null) found.push(`${name} ${stream.current()}`);
  }
  return found;
}

test.each([
  ['version("/locks/writer") != "0"', ["propertyName version", 'string "/locks/writer"', "operator !=", 'string "0"']],
  [
    "put /pool '{\"max\":24}' --lease=694d",
    ["propertyName put", "string '{\"max\":24}'", "attributeName --lease", "operator ="],
  ],
  ["get /config/ --prefix", ["propertyName get", "attributeName --prefix"]],
  ['put "a \\" b" 42', ["propertyName put", 'string "a \\" b"', "number 42"]],
  ["put put putter", ["propertyName put"]],
  ['  mod("unclosed', ["propertyName mod", 'string "unclosed']],
  ["puts a", []],
])("%s", (line, words) => {
  expect(colour(line)).toEqual(words);
});
