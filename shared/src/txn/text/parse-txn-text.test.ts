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
    ['mod("a") = 7', '1:11 Write the value to compare with in double quotes: "7".'],
    ['mod(a) = "7"', "1:4 Write the key in double quotes, as a Go string."],
    ['mod("a" ) = "7"', "1:7 Expected ) directly after the key."],
    ['mod("a") == "7"', "1:8 Expected =, !=, < or >."],
    ['mod("a") = "x"', "1:11 Expected a whole number in quotes."],
    ['mod("a") = "7" more', "1:15 Unexpected text after the condition. etcdctl would ignore it."],
    ['mood("a") = "7"', "1:0 Unknown condition “mood”. Use version, create, mod or val (or ver, c, m, value)."],
    ['lease("a") = "7"', "1:13 etcdctl panics on lease comparisons. Add the condition in the builder."],
    ["hello", '1:0 Expected a condition such as mod("key") = "7".'],
    ["\n  put a", '2:7 put requires a value. Use "" for an empty one.'],
    ["\nput a b c", "2:8 Unexpected word. Quote text that contains spaces."],
    ['\nput a "b', "2:6 Unterminated quote."],
    ['\nput a "b"c', "2:9 Missing space between two words."],
    [String.raw`${"\n"}put a "\q"`, String.raw`2:6 Unknown escape in the Go string "\q".`],
    ["\nput a b --lease=xyz", "2:8 A lease ID has up to 16 hex digits."],
    [
      "\nput a b --ttl=1",
      "2:8 Unknown flag --ttl of put. Flags: --lease, --prev-kv, --ignore-value, --ignore-lease. Put -- before a word that starts with a dash.",
    ],
    ["\nget a b --prefix", "2:6 --prefix and --from-key do not take a range end."],
    ["\nget a --prefix --from-key", "2:4 Use --prefix or --from-key, not both."],
    ["\nget a --order=UP", "2:6 --order must be one of ASCEND, DESCEND."],
    ["\nget a --limit=x", "2:6 --limit must be a whole number."],
    ["\nget", "2:0 get requires a key."],
    ["\nwatch a", "2:0 An operation must start with put, get or del."],
    ["\n\n\nget a", "4:0 Unexpected text after the third blank line (conditions, THEN, ELSE). etcdctl ignores it."],
  ])("says what is wrong, and where: %j", (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });
});
