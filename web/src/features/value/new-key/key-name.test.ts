import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { expect, test } from "vitest";
import { badEscape } from "#/lib/key-text-problem.ts";
import { readKeyName } from "./key-name.ts";

const mayAll = () => undefined;

test("the name of a new key is any bytes but none, where it may be written", () => {
  expect(readKeyName("/a", mayAll)).toEqual({ key: keyFromText("/a") });
  expect(readKeyName("", mayAll)).toEqual({ error: "Enter a key" });
  expect(readKeyName(String.raw`a\b`, mayAll)).toEqual({ error: badEscape });
  expect(readKeyName("/a", () => "ann may not write here")).toEqual({ error: "ann may not write here" });
});
