import { asKey, keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { noLease } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { LossyEtcd, noAnswer } from "../../../../../shared/test/lossy-etcd.ts";
import { denied, valueFixture } from "#/features/value/test/value-fixture.ts";
import { setDraft, useDrafts } from "#/stores/drafts.ts";
import { notKnown } from "#/stores/write-history.ts";
import { createNewKeyWrites, Unsettled } from "./new-key-writes.ts";

const a = keyFromText("/a");
const b = keyFromText("/b");
const value = valueFromText("new");
const newKey = { key: a, value, plan: { kind: "attach", lease: noLease } } as const;

function open() {
  const fixture = valueFixture(new LossyEtcd());
  return {
    ...fixture,
    writes: createNewKeyWrites(fixture),
    /** The next look at what became of a write fails as well. */
    failLook: () => fixture.etcd.fail(denied),
  };
}

test("a key that is created is in the cache, in the history and told", async () => {
  const { writes, etcd, stored, cached, entries, notice } = open();
  expect(await writes.create(newKey)).toMatchObject({ kind: "written" });
  expect(etcd.sent).toHaveLength(1);
  expect(cached("/a")?.kv).toEqual(stored("/a"));
  expect(entries()).toMatchObject([{ label: "Created /a", writes: [{ changes: [{ after: { value } }] }] }]);
  expect(notice()).toMatchObject({ text: `Created /a at revision ${etcd.revision}`, action: { label: "Undo" } });
});

test("a key that exists is not overwritten, and is handed out as it is", async () => {
  const { writes, put, stored, entries, notice } = open();
  const theirs = await put("/a", "theirs");
  expect(await writes.create(newKey)).toMatchObject({ kind: "conflict", theirs });
  expect(stored("/a")).toEqual(theirs);
  expect(entries()).toEqual([]);
  expect(notice()).toBeUndefined();
});

test("a key whose creation is denied fails as etcd refused it, and is not looked for", async () => {
  const { writes, etcd, entries } = open();
  etcd.fail(denied);
  await expect(writes.create(newKey)).rejects.toMatchObject({ failure: denied });
  expect(etcd.sent).toHaveLength(1);
  expect(entries()).toEqual([]);
});

test("a key whose answer is lost is found by its name", async () => {
  const { writes, etcd, stored, cached, entries } = open();
  etcd.loseAnswer();
  expect(await writes.create(newKey)).toMatchObject({ kind: "written", revision: stored("/a")?.modRevision });
  expect(cached("/a")?.kv).toEqual(stored("/a"));
  expect(entries()).toMatchObject([{ label: "Created /a", writes: [{ revision: stored("/a")?.modRevision }] }]);
});

test("a key that a look does not find says that it was not written so far, or what is there instead", async () => {
  const absent = open();
  absent.etcd.fail(noAnswer);
  await expect(absent.writes.create(newKey)).rejects.toThrow(/Not written yet/);
  const taken = open();
  await taken.put("/a", "theirs");
  taken.etcd.fail(noAnswer);
  const failing = taken.writes.create(newKey);
  await expect(failing).rejects.toBeInstanceOf(Unsettled);
  await expect(failing).rejects.toThrow(/The key now has another value/);
  expect([...absent.entries(), ...taken.entries()]).toEqual([]);
});

test("a write of which a look does not tell stays in the history as one that may have happened", async () => {
  const overwritten = open();
  for (const text of ["one", "two"]) await overwritten.put("/a", text);
  overwritten.etcd.fail(noAnswer);
  await expect(overwritten.writes.create(newKey)).rejects.toBeInstanceOf(Unsettled);
  expect(overwritten.entries()).toMatchObject([{ label: "Created /a", writes: [], blocked: notKnown }]);
  const unread = open();
  unread.etcd.loseAnswer();
  unread.etcd.fail(denied);
  await expect(unread.writes.create(newKey)).rejects.toMatchObject({ failure: { kind: "offline" } });
  expect(unread.entries()).toMatchObject([{ label: "Created /a", writes: [], blocked: notKnown }]);
  const renamed = open();
  const base = await renamed.put("/a", "old");
  renamed.etcd.loseAnswer();
  renamed.etcd.fail(denied);
  await expect(renamed.writes.rename({ base, to: b, over: undefined })).rejects.toMatchObject({ failure: noAnswer });
  expect(renamed.entries()).toMatchObject([{ label: "Renamed /a to /b", writes: [], blocked: notKnown }]);
});

test("a create or rename that stayed unknown leaves the history once a retry was done", async () => {
  const created = open();
  created.etcd.fail(noAnswer);
  created.failLook();
  await expect(created.writes.create(newKey)).rejects.toMatchObject({ failure: noAnswer });
  expect(created.entries()).toMatchObject([{ label: "Created /a", blocked: notKnown }]);
  await created.writes.create(newKey);
  expect(created.entries()).toMatchObject([{ label: "Created /a", writes: [{ revision: created.etcd.revision }] }]);
  const renamed = open();
  const base = await renamed.put("/a", "old");
  renamed.etcd.fail(noAnswer);
  renamed.failLook();
  await expect(renamed.writes.rename({ base, to: b, over: undefined })).rejects.toMatchObject({ failure: noAnswer });
  await renamed.writes.rename({ base, to: b, over: undefined });
  expect(renamed.entries()).toMatchObject([{ label: "Renamed /a to /b", writes: [{ changes: [{}, {}] }] }]);
});

test("a create that was done all the same can be undone once a retry finds the key", async () => {
  const { writes, etcd, failLook, entries, stored } = open();
  etcd.loseAnswer();
  failLook();
  await expect(writes.create(newKey)).rejects.toMatchObject({ failure: noAnswer });
  expect(await writes.create(newKey)).toMatchObject({ kind: "conflict" });
  expect(entries()).toMatchObject([{ label: "Created /a", writes: [{ revision: stored("/a")?.modRevision }] }]);
});

test("a rename moves value, lease and unsaved edit at one revision, and is one entry of the history", async () => {
  const { writes, put, etcd, stored, cached, entries, draftId } = open();
  const base = await put("/a", "old");
  setDraft(draftId("/a"), { base, text: "typed", encoding: "text" });
  await writes.rename({ base, to: b, over: undefined });
  expect(stored("/a")).toBeUndefined();
  expect(stored("/b")).toMatchObject({ value: base.value, modRevision: etcd.revision });
  expect(cached("/a")).toEqual({ revision: etcd.revision });
  expect(cached("/b")?.kv).toEqual(stored("/b"));
  expect(useDrafts.getState()).toEqual({ [draftId("/b")]: { base: stored("/b"), text: "typed", encoding: "text" } });
  expect(entries()).toMatchObject([{ label: "Renamed /a to /b", writes: [{ changes: [{ key: a }, { key: b }] }] }]);
});

test("a rename whose answer is lost is told by both names", async () => {
  const done = open();
  const base = await done.put("/a", "old");
  done.etcd.loseAnswer();
  expect(await done.writes.rename({ base, to: b, over: undefined })).toMatchObject({ kind: "written" });
  expect(done.entries()).toHaveLength(1);
  const failed = open();
  const still = await failed.put("/a", "old");
  failed.etcd.fail(noAnswer);
  await expect(failed.writes.rename({ base: still, to: b, over: undefined })).rejects.toThrow(/Not written yet/);
  const changed = open();
  const before = await changed.put("/a", "old");
  await changed.put("/a", "theirs");
  changed.etcd.fail(noAnswer);
  await expect(changed.writes.rename({ base: before, to: b, over: undefined })).rejects.toThrow(/have changed since/);
});

test("a rename writes over no key, and of no key that somebody else has written", async () => {
  const { writes, put, stored, cached, entries } = open();
  const base = await put("/a", "old");
  const target = await put("/b", "precious");
  expect(await writes.rename({ base, to: b, over: undefined })).toMatchObject({ kind: "target-exists", target });
  expect(stored("/b")).toEqual(target);
  const theirs = await put("/a", "theirs");
  expect(await writes.rename({ base, to: asKey(keyFromText("/c")), over: undefined })).toMatchObject({
    kind: "conflict",
  });
  expect(cached("/a")?.kv).toEqual(theirs);
  expect(stored("/c")).toBeUndefined();
  expect(entries()).toEqual([]);
});
