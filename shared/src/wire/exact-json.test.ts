import { expect, test } from "vitest";
import { parseExactJson } from "./exact-json.ts";

test("integers come through exactly, and strings as they are", () => {
  const text = String.raw`{"lease":9223372036854775807,"n":[-1,0],"s":"a 12 \" 3","b":true}`;
  expect(parseExactJson(text)).toEqual({ lease: "9223372036854775807", n: ["-1", "0"], s: 'a 12 " 3', b: true });
});

test.each(["1.5", "1e3", "{", '{"a":1,}'])("%s is none of etcd's JSON", (text) => {
  expect(() => parseExactJson(text)).toThrow(SyntaxError);
});
