import { expect, test } from "vitest";
import { asKey, keyFromText } from "../../model/bytes.ts";
import { asRevision, int64 } from "../../model/int64.ts";
import { fakeKeyValue } from "../../../test/fake-scan-etcd.ts";
import type { Entry } from "../listing/listing.ts";
import { childShares } from "./child-shares.ts";

const folder = (name: string, count: number): Entry => ({ kind: "folder", prefix: keyFromText(name), count });
const listing = (entries: readonly Entry[], count: number) => ({
  prefix: asKey(new Uint8Array()),
  delimiters: Uint8Array.of(0x2f),
  entries,
  count,
  revision: asRevision(int64(7)),
});

test("every key is counted once: the largest folders, the others, those outside, and what is not listed", () => {
  const entries: readonly Entry[] = [
    folder("/a/", 10),
    { kind: "key", facts: fakeKeyValue(keyFromText("/b")) },
    folder("/c/", 70),
    folder("/d/", 5),
    folder("/e/", 4),
    { kind: "unread", range: { key: keyFromText("/f"), rangeEnd: keyFromText("/z") }, count: 10 },
  ];
  expect(childShares(listing(entries, 100), 2)).toEqual({
    largest: [
      { prefix: keyFromText("/c/"), count: 70, share: 0.7 },
      { prefix: keyFromText("/a/"), count: 10, share: 0.1 },
    ],
    others: { folders: 2, keys: 9 },
    ownKeys: 1,
    unlistedKeys: 10,
  });
  expect(childShares(listing([], 0), 2)).toMatchObject({ largest: [], ownKeys: 0, unlistedKeys: 0 });
});
