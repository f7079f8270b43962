import { describe, expect, test } from "vitest";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import { encodeTxnRequest } from "../../wire/txn.ts";
import { batchTxn, settleTxn } from "./batch-txn.ts";
import { deleteItem, deleteRangeItem, moveItem, putItem, type GuardedItem } from "./guarded-item.ts";
import { defaultPackLimits, encodedSize, packCount } from "./pack.ts";

const base = (name: string) => ({
  key: keyFromText(name),
  modRevision: asRevision(int64(7)),
  version: int64(3),
});
const content = (name: string, value = "v") => ({
  key: keyFromText(name),
  value: valueFromText(value),
  lease: noLease,
});
const many = (count: number, make: (at: number) => GuardedItem) => Array.from({ length: count }, (_, at) => make(at));

describe("packing", () => {
  test("puts 127 deletes into a transaction, and 63 moves, whose two writes both ask for permission", () => {
    expect(
      packCount(
        many(500, (at) => deleteItem(base(`k${at}`))),
        defaultPackLimits,
      ),
    ).toBe(127);
    expect(
      packCount(
        many(500, (at) => moveItem(base(`k${at}`), content(`t${at}`), undefined)),
        defaultPackLimits,
      ),
    ).toBe(63);
  });

  test("never writes a key twice in one transaction", () => {
    const twice = [deleteItem(base("a")), deleteItem(base("b")), putItem(content("a"), undefined)];
    expect(packCount(twice, defaultPackLimits)).toBe(2);
  });

  test("sends a range alone, whichever place it has", () => {
    const range = deleteRangeItem(prefixRange(keyFromText("p/")), asRevision(int64(9)), true);
    expect(packCount([range, deleteItem(base("a"))], defaultPackLimits)).toBe(1);
    expect(packCount([deleteItem(base("a")), range], defaultPackLimits)).toBe(1);
  });

  test("stays below the bytes, but sends one item that is larger all the same", () => {
    const large = many(10, (at) => putItem(content(`k${at}`, "x".repeat(300_000)), undefined));
    expect(packCount(large, defaultPackLimits)).toBe(2);
    expect(packCount(large, { ...defaultPackLimits, encodedBytes: 1000 })).toBe(1);
    expect(packCount([], defaultPackLimits)).toBe(0);
  });

  test("never estimates less than what is sent", () => {
    const items = many(40, (at) =>
      moveItem(base(`/a/long/name/${at}`), content(`/b/${at}`, "x".repeat(at)), base("z")),
    );
    const estimated = items.reduce((sum, item) => sum + encodedSize(item), 0);
    for (const request of [batchTxn(items), settleTxn(items)]) {
      const sent = JSON.stringify(encodeTxnRequest(request)).length;
      expect(sent).toBeLessThan(estimated);
      expect(sent).toBeGreaterThan(estimated / 3);
    }
  });
});
