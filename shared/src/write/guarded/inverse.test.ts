import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asValue, encodeHex, keyFromText, valueFromText, type Key } from "../../model/bytes.ts";
import {
  inverseItem,
  invertedWrite,
  leasesToRestore,
  withoutLeases,
  type DoneWrite,
  type KeyState,
} from "./inverse.ts";
import { asLeaseId, asRevision, int64, noLease, type Revision } from "../../model/int64.ts";
import type { GuardedItem } from "../batch/guarded-item.ts";

/** As much of etcd as an inverse asks for: what each key holds, and the revision of its last write. */
type Keyspace = ReadonlyMap<string, KeyState & { readonly modRevision: Revision }>;

function holds(keyspace: Keyspace, { guard }: GuardedItem): boolean {
  return guard.every((condition) => {
    const stands = keyspace.get(encodeHex(condition.key));
    return condition.target === "MOD" ? stands?.modRevision === condition.modRevision : stands === undefined;
  });
}

function run(keyspace: Keyspace, request: GuardedItem, revision: number): Keyspace {
  if (!holds(keyspace, request)) return keyspace;
  const next = new Map(keyspace);
  for (const operation of request.write) {
    if (operation.kind === "delete") next.delete(encodeHex(operation.request.key));
    if (operation.kind !== "put") continue;
    const { key, value = asValue(new Uint8Array()), lease = noLease } = operation.request;
    next.set(encodeHex(key), { value, lease, modRevision: asRevision(int64(revision)) });
  }
  return next;
}

const anyHeld = fc.record({
  value: fc.uint8Array({ maxLength: 20 }).map((bytes) => asValue(Uint8Array.from(bytes))),
  lease: fc.constantFrom(noLease, asLeaseId(int64(7)), asLeaseId(int64(9))),
});
const anyChanges = fc.uniqueArray(
  fc.record({ name: fc.string({ minLength: 1 }), before: fc.option(anyHeld), after: fc.option(anyHeld) }),
  { selector: ({ name }) => name, minLength: 1, maxLength: 6 },
);
const revision = asRevision(int64(50));

function made(list: readonly { name: string; before: KeyState | null; after: KeyState | null }[]) {
  const before = new Map<string, KeyState & { modRevision: Revision }>();
  const after = new Map<string, KeyState & { modRevision: Revision }>();
  const changes = list.map((one) => {
    const key: Key = keyFromText(one.name);
    if (one.before !== null) before.set(encodeHex(key), { ...one.before, modRevision: asRevision(int64(40)) });
    if (one.after !== null) after.set(encodeHex(key), { ...one.after, modRevision: revision });
    return {
      key,
      ...(one.before === null ? {} : { before: one.before }),
      ...(one.after === null ? {} : { after: one.after }),
    };
  });
  return { before, after, write: { revision, changes } satisfies DoneWrite };
}

const contents = (keyspace: Keyspace) =>
  [...keyspace]
    .map(([key, { value, lease }]) => [key, encodeHex(value ?? new Uint8Array()), lease].join(" "))
    .toSorted();

describe("the inverse of a write", () => {
  test("restores every value and lease, and takes away what was new; its own inverse does it again", () => {
    fc.assert(
      fc.property(anyChanges, (list) => {
        const { before, after, write } = made(list);
        const undone = run(after, inverseItem(write), 51);
        expect(contents(undone)).toEqual(contents(before));
        const inverse = invertedWrite(write, asRevision(int64(51)));
        if (inverse === undefined) throw new Error("all of it is remembered");
        const again = run(undone, inverseItem(inverse), 52);
        expect(contents(again)).toEqual(contents(after));
      }),
      { numRuns: 500 },
    );
  });

  test("touches nothing where any one of its keys was written since", () => {
    fc.assert(
      fc.property(anyChanges, fc.nat(), (list, chosen) => {
        const { after, write } = made(list);
        const { key } = write.changes[chosen % write.changes.length] ?? write.changes[0] ?? { key: keyFromText("") };
        const theirs = { value: valueFromText("theirs"), lease: noLease, modRevision: asRevision(int64(60)) };
        const written = new Map(after).set(encodeHex(key), theirs);
        expect(run(written, inverseItem(write), 61)).toBe(written);
      }),
    );
  });

  test("leaves out the leases that have ended, and no other", () => {
    const seven = asLeaseId(int64(7));
    const nine = asLeaseId(int64(9));
    const held = (lease: typeof seven): KeyState => ({ value: valueFromText("x"), lease });
    const changes = [seven, nine, noLease, seven].map((lease, at) => ({
      key: keyFromText(String(at)),
      before: held(lease),
    }));
    expect(leasesToRestore({ revision, changes })).toEqual([seven, nine]);
    expect(leasesToRestore(withoutLeases({ revision, changes }, new Set([seven])))).toEqual([nine]);
  });
});
