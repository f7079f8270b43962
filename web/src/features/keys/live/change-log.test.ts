import { expect, test } from "vitest";
import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import { ChangeLog } from "./change-log.ts";

const at = (revision: number): Revision => asRevision(int64(revision));
const put = (name: string, revision: number): KeyEvent => {
  const key = keyFromText(name);
  const value = asValue(new Uint8Array(9));
  const kv = { key, value, createRevision: at(1), modRevision: at(revision), version: int64(2), lease: noLease };
  return { type: "put", key, revision: at(revision), kv };
};
const revisions = (log: ChangeLog, since: number) => log.since(at(since))?.map(({ revision }) => Number(revision));

test("tells what came after a revision, once all of it is told, and keeps no values", () => {
  const log = new ChangeLog();
  log.begin(at(11));
  log.note([put("a", 11), put("b", 12), put("c", 12)]);
  // More of revision 12 may follow.
  log.complete(at(11));
  expect(revisions(log, 10)).toEqual([11]);
  log.note([put("d", 12)]);
  log.complete(at(12));
  expect(revisions(log, 10)).toEqual([11, 12, 12, 12]);
  expect(revisions(log, 11)).toEqual([12, 12, 12]);
  expect(revisions(log, 12)).toEqual([]);
  expect(log.since(at(11))?.[0]?.facts).not.toHaveProperty("value");
  // An older mark takes nothing back.
  log.complete(at(5));
  expect(log.completeTo).toBe("12");
});

test("knows nothing of what was before it began", () => {
  const log = new ChangeLog();
  expect(revisions(log, 100)).toBeUndefined();
  log.complete(at(20));
  expect(revisions(log, 19)).toBeUndefined();
  expect(revisions(log, 20)).toEqual([]);
});

test("knows nothing of what lies before a gap", () => {
  const log = new ChangeLog();
  log.begin(at(11));
  log.note([put("a", 11)]);
  log.complete(at(11));
  log.skip(at(30));
  expect(revisions(log, 29)).toBeUndefined();
  log.note([put("b", 31)]);
  log.complete(at(31));
  expect(revisions(log, 30)).toEqual([31]);
});

test("holds only so many, and forgets a revision whole", () => {
  const log = new ChangeLog(4);
  log.begin(at(1));
  log.note([put("a", 1), put("b", 2), put("c", 3), put("d", 3), put("e", 4)]);
  log.complete(at(4));
  // Two are held, of which one belongs to a revision that is not there whole.
  expect(revisions(log, 2)).toBeUndefined();
  expect(revisions(log, 3)).toEqual([4]);
});
