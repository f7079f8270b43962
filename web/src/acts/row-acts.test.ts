import { describe, expect, test } from "vitest";
import { meaningOnRow, meantRow, openRowFor, readAtFocus, registerRows, type RowAt } from "./row-acts.ts";

const key = (hex: string) => ({ thing: { kind: "key", key: hex } as const, isChosen: true });
const at = (marked: RowAt["marked"], selected = 0): RowAt => ({ selected, marked });

describe("in a list of keys that has the focus", () => {
  test("acts are about the marked row, which is opened first", () => {
    expect(meaningOnRow("key.rename", at("key"))).toEqual({ kind: "open-first", act: "key.rename" });
    expect(meaningOnRow("key.delete", at("open"))).toEqual({ kind: "act", act: "key.delete" });
    expect(meaningOnRow("value.copy", at("key"))).toEqual({ kind: "open-first", act: "value.copy" });
  });

  test("on a folder the act's twin for many keys is meant, and where there is none, nothing", () => {
    expect(meaningOnRow("key.delete", at("folder"))).toEqual({ kind: "act", act: "bulk.delete" });
    expect(meaningOnRow("key.duplicate", at("folder"))).toEqual({ kind: "act", act: "bulk.copy" });
    expect(meaningOnRow("value.copy", at("folder"))).toMatchObject({ kind: "nothing" });
  });

  test("a selection counts more than the mark, even on the open key", () => {
    for (const marked of ["open", "key", "folder"] as const)
      expect(meaningOnRow("key.delete", at(marked, 3))).toEqual({ kind: "act", act: "bulk.delete" });
  });

  test("an empty list takes no act to the key that is open", () => {
    expect(meaningOnRow("key.delete", at(undefined))).toMatchObject({ kind: "nothing" });
  });

  test("copying a name opens nothing: it is that of the marked row, or those of the selection", () => {
    for (const marked of ["open", "key", "folder"] as const)
      expect(meaningOnRow("key.copy", at(marked))).toEqual({ kind: "names" });
    expect(meaningOnRow("key.copy", at(undefined, 2))).toEqual({ kind: "names" });
    expect(meaningOnRow("key.copy", at(undefined))).toMatchObject({ kind: "nothing" });
  });

  test("acts that are about no key stay what they are", () => {
    expect(meaningOnRow("keys.refresh", at("key", 2))).toEqual({ kind: "act", act: "keys.refresh" });
    expect(meaningOnRow("bulk.copy", at("key"))).toEqual({ kind: "act", act: "bulk.copy" });
  });
});

test("beside an open key, no marked row means that key; a row that stands for nothing means nothing", () => {
  expect(meantRow(undefined, "2f61")).toBe("open");
  expect(meantRow(undefined, undefined)).toBeUndefined();
  expect(meantRow(key("2f61"), "2f61")).toBe("open");
  expect(meantRow(key("2f62"), "2f61")).toBe("key");
  expect(meantRow({ thing: { kind: "prefix", prefix: "2f", count: 2 }, isChosen: true }, "2f61")).toBe("folder");
  expect(meantRow({ thing: undefined, isChosen: true }, "2f61")).toBeUndefined();
});

test("elsewhere an act is about the key that is open", () => {
  expect(readAtFocus("key.delete")).toEqual({ kind: "act", act: "key.delete" });
  const opened: string[] = [];
  let focused: RowAt | undefined = at("key");
  const drop = registerRows({
    at: () => focused,
    openFirst: (act) => opened.push(act),
    copyNames: () => opened.push("names"),
  });
  expect(readAtFocus("key.delete")).toEqual({ kind: "open-first", act: "key.delete" });
  openRowFor("key.delete");
  focused = undefined;
  expect(readAtFocus("key.delete")).toEqual({ kind: "act", act: "key.delete" });
  drop();
  openRowFor("key.delete");
  expect(opened).toEqual(["key.delete"]);
});
