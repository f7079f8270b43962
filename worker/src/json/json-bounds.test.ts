import { describe, expect, test } from "vitest";
import { refuseJson } from "./json-bounds.ts";

const refused = (text: string): string | undefined => refuseJson(new TextEncoder().encode(text));
const keyValue = '{"key":"YQ==","create_revision":"2","mod_revision":"2","version":"1"}';

describe("JSON that is", () => {
  test.each<[string, string]>([
    ["a large answer of etcd", `{"kvs":[${Array.from({ length: 100_000 }, () => keyValue).join(",")}]}`],
    ["many empty operations", `{"responses":[${'{"response_range":{}},'.repeat(10_000)}{}]}`],
    ["brackets within a string", `"${"[".repeat(1_000_000)}"`],
    ["brackets behind escaped quotes", `"${String.raw`\"[\\\"[`.repeat(100_000)}"`],
    ["as deep as a transaction may be", `${'{"responses":[{"response_txn":'.repeat(64)}{}${"}]}".repeat(64)}`],
    ["a string that does not end", `"${"[".repeat(1000)}`],
  ])("%s may be parsed", (_name, text) => {
    expect(refused(text)).toBeUndefined();
  });

  test.each<[string, string, string]>([
    ["4 MiB of brackets", "[".repeat(4 * 1024 * 1024), "deeper"],
    ["deep between strings that end in a backslash", String.raw`["\\",`.repeat(1000), "deeper"],
    ["millions of empty objects", `[${"{},".repeat(2_000_000)}{}]`, "too many parts"],
    ["millions of numbers", `[${"0,".repeat(2_000_000)}0]`, "too many parts"],
  ])("%s may not", (_name, text, why) => {
    expect(refused(text)).toContain(why);
  });
});
