import { SearchQuery } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { describeMatches, matchCounter } from "./search-matches.ts";

const nowhere = { from: 0, to: 0 };
const said = (doc: string, spec: ConstructorParameters<typeof SearchQuery>[0], selected = nowhere) => {
  const state = EditorState.create({ doc });
  const query = new SearchQuery(spec);
  return describeMatches(query, matchCounter()(state, query), selected);
};

test("the panel says how many matches there are, and which one is selected", () => {
  expect(said("one two one", { search: "" })).toBe("");
  expect(said("one two one", { search: "three" })).toBe("No matches");
  expect(said("one two one", { search: "two" })).toBe("1 match");
  expect(said("one two one", { search: "one" })).toBe("2 matches");
  expect(said("one two one", { search: "one" }, { from: 8, to: 11 })).toBe("2 of 2");
  expect(said("One one", { search: "one", caseSensitive: true })).toBe("1 match");
  expect(said("one", { search: "(", regexp: true })).toBe("Invalid regular expression");
  expect(said("a".repeat(1001), { search: "a" })).toBe("1,000+ matches");
  expect(said("a".repeat(1001), { search: "a" }, { from: 1, to: 2 })).toBe("2 of 1,000+");
});

test("a text is searched once for a query", () => {
  const count = matchCounter();
  const state = EditorState.create({ doc: "one two" });
  const matches = count(state, new SearchQuery({ search: "o" }));
  expect(count(state, new SearchQuery({ search: "o" }))).toBe(matches);
  expect(count(state, new SearchQuery({ search: "two" }))).toEqual([{ from: 4, to: 7 }]);
});
