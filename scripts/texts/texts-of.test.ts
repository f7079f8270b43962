import { expect, test } from "vitest";
import { faultsOf } from "./plain-words.ts";
import { textsOf } from "./texts-of.ts";

const texts = (source: string) => textsOf("a.tsx", source);

test("what a person reads is found with its line: between tags, in attributes, strings and templates", () => {
  const source = `import { x } from "#/some where/else.ts";
export const view = (n: number) => (
  <p className="flex items-center gap-2 text-muted" title="Copy the value">
    Reading the
    keys
    {n > 1 ? \`\${n} keys of \${x} left\` : "Done"}
  </p>
);`;
  expect(texts(source)).toEqual([
    { line: 3, text: "Copy the value" },
    { line: 4, text: "Reading the keys" },
    { line: 6, text: "… keys of … left" },
    { line: 6, text: "Done" },
  ]);
});

test("of a document only its words are texts, each by itself", () => {
  const source = 'const page = `<p class="some words">Wrong token</p><style>p { color: red }</style><b>Sign in</b>`;';
  expect(texts(source)).toEqual([
    { line: 1, text: "Wrong token" },
    { line: 1, text: "Sign in" },
  ]);
});

test("classes, identifiers, paths, selectors and types are not texts", () => {
  const source = `type Word = "A word here" | "Other";
const boxClass = "any thing at all";
const style = cn("absolute inset-0 hover:bg-line", wide && "w-[calc(100vw-48px)] p-2");
const path = "/v3/kv/range", field = "mod_revision", key = { className: "truncate px-2" };`;
  expect(texts(source)).toEqual([]);
});

test("a text is held against the voice: its words, and how long its sentences are", () => {
  expect(faultsOf("Refresh tree")).toEqual([]);
  expect(faultsOf("There is no leader. Only 1 of 3 members is up.")).toEqual([]);
  expect(faultsOf("Issue it anew")).toHaveLength(1);
  expect(faultsOf("“x” is no IPv6 address")).toEqual(["“is no ”: write “is not a …”"]);
  expect(faultsOf("Somebody has written /a since")).toHaveLength(1);
  expect(faultsOf("Reading already")).toHaveLength(1);
  expect(faultsOf("118 keys a second")).toHaveLength(1);
  expect(faultsOf("Somebody else changed it: mend it and save once more")).toHaveLength(3);
  expect(faultsOf("a b c d e f g h i j k l m n o p")).toEqual(["16 words in a sentence: at most 15"]);
  expect(faultsOf("a b c d e f g h. i j k l m n o p")).toEqual([]);
});
