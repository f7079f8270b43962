import { expect, test } from "vitest";
import { fieldList, fieldValue } from "./answer.ts";

const fields = [
  { name: "connection", value: "Keep-Alive, " },
  { name: "x", value: "1" },
  { name: "connection", value: " ,Close" },
];

test("several fields of one name are one list", () => {
  expect(fieldValue(fields, "connection")).toBe("Keep-Alive, ,  ,Close");
  expect(fieldValue(fields, "x")).toBe("1");
});

test("an absent field has no value", () => {
  expect(fieldValue(fields, "date")).toBeUndefined();
});

test("the members of a list come in lower case and without the empty ones", () => {
  expect(fieldList(fields, "connection")).toEqual(["keep-alive", "close"]);
  expect(fieldList(fields, "date")).toEqual([]);
});
