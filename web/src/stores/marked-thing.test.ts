import { describe, expect, test } from "vitest";
import { meantMark } from "./marked-thing.ts";

const mark = (isChosen: boolean) => ({ connectionId: "c", thing: { kind: "key", key: "2f61" } as const, isChosen });

describe("what acts are about, of what a list shows", () => {
  test("a row that somebody chose, as long as its list has the focus", () => {
    expect(meantMark({ marked: mark(true), focus: "plain" }, "c")?.thing).toEqual({ kind: "key", key: "2f61" });
    expect(meantMark({ marked: mark(true), focus: "ring" }, "c")).toBeDefined();
    expect(meantMark({ marked: mark(true), focus: "none" }, "c")).toBeUndefined();
  });

  test("a row that nobody chose, only while the ring around it is drawn", () => {
    expect(meantMark({ marked: mark(false), focus: "ring" }, "c")).toBeDefined();
    expect(meantMark({ marked: mark(false), focus: "plain" }, "c")).toBeUndefined();
  });

  test("nothing of another connection, and nothing where no row is marked", () => {
    expect(meantMark({ marked: mark(true), focus: "ring" }, "other")).toBeUndefined();
    expect(meantMark({ marked: undefined, focus: "ring" }, "c")).toBeUndefined();
  });
});
