import { describe, expect, test } from "vitest";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { KeyLife } from "@etcd-explorer/shared/read/history/key-version";
import type { PastWrite } from "@etcd-explorer/shared/read/history/replay";
import { comparedBy, historyRows, missingBefore, restoredBy, type HistoryRow } from "./history-rows.ts";

const revision = (at: number) => asRevision(int64(at));

const version = (at: number, number: number): KeyValue => ({
  key: keyFromText("/a"),
  createRevision: revision(10),
  modRevision: revision(at),
  version: int64(number),
  lease: noLease,
  value: valueFromText(`v${number}`),
});
const [third, second, first] = [version(30, 3), version(20, 2), version(10, 1)];
const put = (kv: KeyValue): PastWrite => ({ kind: "put", revision: kv.modRevision, version: kv });
const writes = [third, second, first].map(put);
const rows = historyRows(writes, third);
const rowAt = (index: number): HistoryRow => {
  const row = rows[index];
  if (row === undefined) throw new Error("no such row");
  return row;
};

test("each version has the one that it overwrote, and the newest is the present one", () => {
  expect(rows).toMatchObject([
    { revision: "30", isNow: true, before: second },
    { revision: "20", isNow: false, before: first },
    { revision: "10", isNow: false },
  ]);
  expect(rowAt(2).before).toBeUndefined();
});

test("a delete has what it removed, and what came after began another life", () => {
  const again = { ...version(50, 1), createRevision: revision(50) };
  const deleted: PastWrite = { kind: "delete", revision: revision(40) };
  expect(historyRows([put(again), deleted, ...writes], again)).toMatchObject([
    { revision: "50", isNow: true, isAgain: true },
    { kind: "delete", revision: "40", before: third },
    { revision: "30", isNow: false },
    {},
    { revision: "10", isAgain: false },
  ]);
});

describe("what is shown where the previous version is missing", () => {
  const life = (end: "created" | "compacted" | "more"): KeyLife => ({
    head: third,
    revision: revision(30),
    floor: revision(1),
    versions: [third, second],
    end,
  });
  const [, oldest] = historyRows([third, second].map(put), third);
  if (oldest === undefined) throw new Error("no row");

  test("is no key where a version created it, or where it is compared with a delete", () => {
    expect(missingBefore(rowAt(2), undefined, { ...life("created"), versions: [third, second, first] })).toBe("no key");
    const deleted: HistoryRow = { kind: "delete", revision: revision(5) };
    expect(missingBefore(oldest, deleted, life("more"))).toBe("no key");
  });

  test("says whether it can be loaded, is compacted, or is not known", () => {
    expect(missingBefore(oldest, undefined, life("more"))).toBe("not loaded");
    expect(missingBefore(oldest, undefined, life("compacted"))).toBe("compacted");
    expect(missingBefore({ kind: "delete", revision: revision(5) }, undefined, life("created"))).toBe("not known");
  });
});

describe("what is compared and restored", () => {
  test("is the version before and the one that is looked at", () => {
    const compared = comparedBy(rowAt(1), undefined);
    expect(compared).toEqual({ before: first, after: second });
    expect(restoredBy(rowAt(1), compared, third)).toBe(second);
  });

  test("is the other side while the present version is looked at", () => {
    expect(restoredBy(rowAt(0), comparedBy(rowAt(0), undefined), third)).toBe(second);
    const compared = comparedBy(rowAt(0), rowAt(2));
    expect(compared).toEqual({ before: first, after: third });
    expect(restoredBy(rowAt(0), compared, third)).toBe(first);
  });

  test("is a chosen version, also a newer one", () => {
    const compared = comparedBy(rowAt(2), rowAt(0));
    expect(compared).toEqual({ before: third, after: first });
    expect(restoredBy(rowAt(2), compared, third)).toBe(first);
  });

  test("is nothing where there was one version only", () => {
    const [only] = historyRows([put(first)], first);
    if (only === undefined) throw new Error("no row");
    expect(restoredBy(only, comparedBy(only, undefined), first)).toBeUndefined();
  });

  test("is the last version of a key that was deleted", () => {
    const row: HistoryRow = { kind: "delete", revision: revision(35), before: third };
    const compared = comparedBy(row, undefined);
    expect(compared).toEqual({ before: third, after: undefined });
    expect(restoredBy(row, compared, undefined)).toBe(third);
  });
});
