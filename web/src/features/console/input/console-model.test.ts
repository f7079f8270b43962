import { expect, test } from "vitest";
import {
  addEntry,
  appendOutput,
  changeEntry,
  longestOutput,
  mostEntries,
  newEntry,
  stepHistory,
  wantsMoreLines,
  type Entry,
} from "./console-model.ts";

const entry = (id: number): Entry => newEntry(id, "get a", "running");

test("what is printed goes to its own entry, and old entries leave", () => {
  let entries: readonly Entry[] = [entry(1), entry(2)];
  entries = appendOutput(entries, 1, ["a", Uint8Array.of(0xff)]);
  entries = appendOutput(entries, 1, ["b\n"]);
  entries = changeEntry(entries, 2, () => ({ state: "done" }));
  expect(entries).toMatchObject([
    { output: "a\\xffb\n", state: "running" },
    { output: "", state: "done" },
  ]);
  for (let id = 3; id < mostEntries + 10; id++) entries = addEntry(entries, { ...entry(id), state: "done" });
  expect(entries).toHaveLength(mostEntries);
  // The first one still runs.
  expect(entries.slice(0, 2).map(({ id }) => id)).toEqual([1, 11]);
});

test("of what is printed for long the newest lines stay, and it is counted what had to go", () => {
  const line = `${"x".repeat(1023)}\n`;
  const half = [line.repeat(longestOutput / 2048)];
  const entries = appendOutput(appendOutput([entry(1)], 1, half), 1, half);
  expect(entries).toMatchObject([{ cutCharacters: 0 }]);
  const [more] = appendOutput(entries, 1, ["the newest\n"]);
  expect(more).toMatchObject({ cutCharacters: 1024 });
  expect(more?.output).toHaveLength(longestOutput - 1024 + 11);
  expect(more?.output.startsWith("xx")).toBe(true);
});

test("Enter begins a line where a here-document or a transaction is not whole", () => {
  expect(["txn", "txn <<'EOF'", "txn <<'EOF'\nput"].map(wantsMoreLines)).toEqual([true, true, true]);
  expect(["txn <<'EOF'\n\nEOF", "txn\n\nput a 1\n\n", "get a"].map(wantsMoreLines)).toEqual([false, false, false]);
  expect([String.raw`get a \\`.slice(0, -1), "get a \\\\", "put a\n\\"].map(wantsMoreLines)).toEqual([
    true,
    false,
    true,
  ]);
  expect(wantsMoreLines("frob")).toBe(false);
});

test("history ends at what is being typed", () => {
  expect([stepHistory(["a", "b"], 2, -1), stepHistory(["a", "b"], 0, -1), stepHistory(["a"], 1, 1)]).toEqual([1, 0, 1]);
});
