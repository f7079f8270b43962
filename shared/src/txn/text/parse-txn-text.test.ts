import { describe, expect, test } from "vitest";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { parseTxnText } from "./parse-txn-text.ts";

const problemOf = (text: string) => {
  const parsed = parseTxnText(text);
  return "problem" in parsed ? `${parsed.problem.line}:${parsed.problem.column} ${parsed.problem.message}` : undefined;
};
const requestOf = (text: string) => {
  const parsed = parseTxnText(text);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return parsed.request;
};

describe("etcdctl's transaction text", () => {
  test("knows the short names of the targets, and may end without its last blank lines", () => {
    const { compare, success } = requestOf('c("a") > "1"\nm("a") < "2"\nver("a") != "3"\nvalue("a") = "4"\n\nput a b');
    expect(compare.map(({ target, result }) => `${target} ${result}`)).toEqual([
      "CREATE GREATER",
      "MOD LESS",
      "VERSION NOT_EQUAL",
      "VALUE EQUAL",
    ]);
    expect(success).toEqual([{ kind: "put", request: { key: keyFromText("a"), value: valueFromText("b") } }]);
  });

  test("begins with a blank line where there is no condition", () => {
    expect(requestOf("\nget a\n\ndel b\n\n")).toMatchObject({
      success: [{ kind: "range" }],
      failure: [{ kind: "delete" }],
    });
  });

  test("takes flags before, between and after, until --", () => {
    const { success } = requestOf(
      String.raw`${"\n"}put --prev-kv "a b" --lease 1f=
`.replace("1f=", "1f 'c d'") + "put --ignore-lease=true -- -a --b\n",
    );
    expect(success).toMatchObject([
      { request: { key: keyFromText("a b"), value: valueFromText("c d"), lease: "31", prevKv: true } },
      { request: { key: keyFromText("-a"), value: valueFromText("--b"), ignoreLease: true } },
    ]);
  });

  test.each([
    ['mod("a") = 7', '1:11 What it is compared with stands in double quotes: "7".'],
    ['mod(a) = "7"', "1:4 The key stands in double quotes, as a Go string."],
    ['mod("a" ) = "7"', "1:7 A ) closes the key, without a space."],
    ['mod("a") == "7"', "1:8 The comparison is one of =, !=, < and >."],
    ['mod("a") = "x"', "1:11 This is compared with a whole number in quotes."],
    ['mod("a") = "7" more', "1:15 Nothing may follow; etcdctl would pass over it."],
    ['mood("a") = "7"', "1:0 “mood” is none of version, create, mod and val (or ver, c, m, value)."],
    ['lease("a") = "7"', "1:13 etcdctl panics on lease compares; add the condition in the builder."],
    ["hello", '1:0 A condition looks like mod("key") = "7".'],
    ["\n  put a", '2:7 put needs a value; an empty one is "".'],
    ["\nput a b c", "2:8 There is a word too many; a text with spaces needs quotes."],
    ['\nput a "b', "2:6 A quote is opened and not closed."],
    ['\nput a "b"c', "2:9 There must be a space between two words."],
    [String.raw`${"\n"}put a "\q"`, String.raw`2:6 "\q" is no Go string: an escape in it is unknown.`],
    ["\nput a b --lease=xyz", "2:8 A lease is up to 16 hex digits, as etcdctl prints it."],
    [
      "\nput a b --ttl=1",
      "2:8 put has no flag --ttl; it has --lease, --prev-kv, --ignore-value, --ignore-lease. Put -- before a word that begins with a dash.",
    ],
    ["\nget a b --prefix", "2:6 Beside --prefix or --from-key there is no range end."],
    ["\nget a --prefix --from-key", "2:4 --prefix and --from-key exclude each other."],
    ["\nget a --order=UP", "2:6 --order is one of ASCEND, DESCEND."],
    ["\nget a --limit=x", "2:6 --limit is a whole number."],
    ["\nget", "2:0 get needs a key."],
    ["\nwatch a", "2:0 An operation begins with put, get or del."],
    ["\n\n\nget a", "4:0 etcdctl reads nothing after the third blank line: conditions, THEN, ELSE."],
  ])("says what is wrong, and where: %j", (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });
});
