import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { describe, expect, test } from "vitest";
import { cellText, describeLoaded, formatSort, nextSort, parseSort, sortRows, type SortColumn } from "./table-model.ts";

const row = (name: string, version: number, created: number, modified: number, lease: number) => ({
  key: keyFromText(name),
  version: int64(version),
  createRevision: asRevision(int64(created)),
  modRevision: asRevision(int64(modified)),
  lease: asLeaseId(int64(lease)),
});
const rows = [row("a", 10, 3, 30, 0), row("b", 9, 2, 1000, 255), row("c", 10, 1, 200, 0)];
const names = (column: SortColumn, descending = false) =>
  sortRows(rows, { column, descending })
    .map(({ key }) => Buffer.from(key).toString())
    .join("");

describe("the table", () => {
  test("sorts by number, not by text, and by key where equal", () => {
    expect(names("key")).toBe("abc");
    expect(names("key", true)).toBe("cba");
    expect(names("version")).toBe("bac");
    expect(names("version", true)).toBe("acb");
    expect(names("created")).toBe("cba");
    expect(names("modified", true)).toBe("bca");
    expect(names("lease")).toBe("acb");
  });

  test("turns round on a second press", () => {
    const once = nextSort({ column: "key", descending: false }, "version");
    expect(once).toEqual({ column: "version", descending: false });
    expect(nextSort(once, "version")).toEqual({ column: "version", descending: true });
  });

  test("writes numbers in groups, and leases as etcdctl does", () => {
    const [, second] = rows;
    expect(second && cellText(second, "modified")).toBe("1,000");
    expect(second && cellText(second, "lease")).toBe("00000000000000ff");
  });

  test("says what is sorted", () => {
    const byKey = { column: "key", descending: false } as const;
    expect(describeLoaded(5000, 1_204_331, byKey)).toBe("5,000 of 1,204,331 keys loaded");
    expect(describeLoaded(5000, 1_204_331, { column: "version", descending: false })).toBe(
      "5,000 of 1,204,331 keys loaded, only those are sorted",
    );
    expect(describeLoaded(9, 9, { column: "version", descending: false })).toBe("9 keys, all loaded");
  });
});

test("a sort is spelled in the address, and whatever stands there is read as one", () => {
  for (const text of ["key", "-key", "modified", "-lease"]) expect(formatSort(parseSort(text))).toBe(text);
  for (const text of [undefined, "", "-", "value", "-size", "toString"])
    expect(formatSort(parseSort(text))).toBe("key");
});
