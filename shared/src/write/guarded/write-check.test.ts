import { expect, test } from "vitest";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { asLeaseId, asRevision, int64, noLease } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { checkWritten } from "./write-check.ts";

const kv = (text: string, version: number, modRevision: number, createRevision = 3): KeyValue => ({
  key: keyFromText("/a"),
  value: valueFromText(text),
  lease: noLease,
  version: int64(version),
  createRevision: asRevision(int64(createRevision)),
  modRevision: asRevision(int64(modRevision)),
});
const wanted = (text: string) => ({ value: valueFromText(text), lease: noLease });
const base = kv("old", 1, 3);

test("a key that is as it was before was not written so far", () => {
  expect(checkWritten(base, wanted("new"), base)).toBe("not-written");
  expect(checkWritten(undefined, wanted("new"), undefined)).toBe("not-written");
  expect(checkWritten(base, undefined, base)).toBe("not-written");
  // A save of the value that is there already makes a revision all the same.
  expect(checkWritten(base, wanted("old"), base)).toBe("not-written");
});

test("the next version with the value was written; with another, somebody else was first", () => {
  expect(checkWritten(base, wanted("new"), kv("new", 2, 9))).toBe("written");
  expect(checkWritten(base, wanted("new"), kv("theirs", 2, 9))).toBe("not-written");
  expect(checkWritten(undefined, wanted("new"), kv("new", 1, 9, 9))).toBe("written");
  expect(checkWritten(undefined, wanted("new"), kv("theirs", 1, 9, 9))).toBe("not-written");
  const underOther = { ...kv("new", 2, 9), lease: asLeaseId(int64(7)) };
  expect(checkWritten(base, wanted("new"), underOther)).toBe("not-written");
});

test("what was written over several times since may have been ours in between", () => {
  expect(checkWritten(base, wanted("new"), kv("theirs", 3, 9))).toBe("unknown");
  expect(checkWritten(base, wanted("new"), undefined)).toBe("unknown");
  expect(checkWritten(base, wanted("new"), kv("theirs", 1, 9, 9))).toBe("unknown");
  expect(checkWritten(base, wanted("new"), kv("new", 3, 9))).toBe("written");
});

test("a delete is seen by the key's absence, or by its life going on", () => {
  expect(checkWritten(base, undefined, undefined)).toBe("written");
  expect(checkWritten(base, undefined, kv("theirs", 2, 9))).toBe("not-written");
  expect(checkWritten(base, undefined, kv("theirs", 1, 9, 9))).toBe("unknown");
});
