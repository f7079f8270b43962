import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { expect, test } from "vitest";
import { nowWords } from "./now-words.ts";

const then: KeyValue = {
  key: keyFromText("/a"),
  value: valueFromText("1"),
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(5)),
  version: int64(2),
  lease: noLease,
};
const later = { modRevision: asRevision(int64(1204)), version: int64(3) };

test.each([
  [undefined, { text: "deleted" }],
  [{}, { text: "unchanged" }],
  [
    { ...later, value: valueFromText("2") },
    { text: "version 3", note: "rev 1,204" },
  ],
  [later, { text: "version 3", note: "rev 1,204, same value" }],
  [
    { ...later, lease: asLeaseId(int64(7)) },
    { text: "version 3", note: "rev 1,204, other lease" },
  ],
  [
    { ...later, version: int64(1), createRevision: asRevision(int64(1204)), value: valueFromText("2") },
    { text: "version 1", note: "rev 1,204, created again" },
  ],
])("a key that is now %j", (change, expected) => {
  expect(nowWords(then, change && { ...then, ...change })).toEqual(expected);
});
