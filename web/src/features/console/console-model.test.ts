import { expect, test } from "vitest";
import {
  addEntry,
  appendOutput,
  changeEntry,
  mostEntries,
  stepHistory,
  wantsMoreLines,
  type Entry,
} from "./console-model.ts";

const entry = (id: number): Entry => ({
  id,
  command: "get a",
  output: "",
  errors: "",
  state: "running",
  durationMs: undefined,
});

test("what is printed goes to its own entry, and old entries leave", () => {
  let entries: readonly Entry[] = [entry(1), entry(2)];
  entries = appendOutput(entries, 1, ["a", Uint8Array.of(0xff)]);
  entries = appendOutput(entries, 1, ["b\n"]);
  entries = changeEntry(entries, 2, () => ({ state: "done" }));
  expect(entries).toMatchObject([
    { output: "a\\xffb\n", state: "running" },
    { output: "", state: "done" },
  ]);
  for (let id = 3; id < mostEntries + 10; id++) entries = addEntry(entries, entry(id));
  expect(entries).toHaveLength(mostEntries);
});

test("Enter begins a line where a here-document or a transaction is not whole", () => {
  expect(wantsMoreLines("txn", "The transaction stands on the lines below")).toBe(true);
  expect(wantsMoreLines("txn <<'EOF'", "The here-document ends with a line EOF, which is missing.")).toBe(true);
  expect(wantsMoreLines("get a", undefined)).toBe(false);
  expect(wantsMoreLines("frob", "There is no command")).toBe(false);
});

test("history ends at what is being typed", () => {
  expect([stepHistory(["a", "b"], 2, -1), stepHistory(["a", "b"], 0, -1), stepHistory(["a"], 1, 1)]).toEqual([1, 0, 1]);
});
