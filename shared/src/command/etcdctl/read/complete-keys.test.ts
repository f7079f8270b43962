import fc from "fast-check";
import { expect, test } from "vitest";
import { asKey, compareBytes, encodeHex, keyFromText, startsWith, type Key } from "../../../model/bytes.ts";
import { int64, noLease, zeroRevision } from "../../../model/int64.ts";
import { isOpenEnd } from "../../../model/range.ts";
import type { RangeRequest, RangeResponse } from "../../../model/txn.ts";
import { findCompletions, type CompletionCall } from "./complete-keys.ts";

/** An etcd that holds these keys. */
function holding(stored: readonly Key[]) {
  let calls = 0;
  const range = ({ key, rangeEnd, limit }: RangeRequest): RangeResponse => {
    const found = stored
      .filter((known) => compareBytes(known, key) >= 0)
      .filter((known) => rangeEnd === undefined || isOpenEnd(rangeEnd) || compareBytes(known, rangeEnd) < 0)
      .toSorted(compareBytes);
    const shown = found.slice(0, Number(limit ?? found.length));
    const empty = new Uint8Array();
    const facts = { createRevision: zeroRevision, modRevision: zeroRevision, version: int64(1), lease: noLease };
    return {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no value is looked at
      kvs: shown.map((known) => ({ key: known, value: empty as never, ...facts })),
      count: int64(found.length),
      more: shown.length < found.length,
    };
  };
  const etcd: CompletionCall = {
    range: (request) => Promise.resolve(range(request)),
    txn: ({ success }) => {
      calls++;
      const responses = success.map((operation) => {
        if (operation.kind !== "range") throw new Error("completion only reads");
        return { kind: "range", response: range(operation.request) } as const;
      });
      return Promise.resolve({ succeeded: true, responses });
    },
  };
  return { etcd, calls: () => calls };
}

function agreed(keys: readonly Key[]): string {
  let start = encodeHex(keys[0] ?? new Uint8Array());
  for (const key of keys) while (!encodeHex(key).startsWith(start)) start = start.slice(0, -2);
  return start;
}

test("a few keys are asked for once, and all of them are there", async () => {
  const { etcd, calls } = holding(["/a", "/ab", "/b"].map(keyFromText));
  expect(await findCompletions(etcd, keyFromText("/a"))).toEqual(["/a", "/ab"].map(keyFromText));
  expect(calls()).toBe(0);
});

test("of many keys no more is completed than all of them have in common", async () => {
  const many = Array.from({ length: 200 }, (_, at) => keyFromText(`/many/key-${String(at).padStart(5, "0")}`));
  const { etcd } = holding(many);
  expect(agreed(await findCompletions(etcd, keyFromText("/m")))).toBe(encodeHex(keyFromText("/many/key-00")));
});

test("whatever the keys are", async () => {
  const byte = fc.constantFrom(0, 1, 0x2f, 0x61, 0xfe, 0xff);
  const key = fc.array(byte, { minLength: 1, maxLength: 5 }).map((bytes) => asKey(Uint8Array.from(bytes)));
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { minLength: 45, maxLength: 120, selector: encodeHex }),
      fc.array(byte, { maxLength: 2 }),
      async (stored, typed) => {
        const prefix = asKey(Uint8Array.from(typed));
        const below = stored.filter((known) => startsWith(known, prefix));
        expect(agreed(await findCompletions(holding(stored).etcd, prefix))).toBe(agreed(below));
      },
    ),
  );
});
