import type { QueryClient } from "@tanstack/react-query";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, int64 } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { createUndoRun } from "@etcd-explorer/shared/write/undo/undo-run";
import { describe, expect, test, vi } from "vitest";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { LossyEtcd, noAnswer } from "../../../../../shared/test/lossy-etcd.ts";
import { denied, valueFixture } from "#/features/value/test/value-fixture.ts";
import { setDraft, useDrafts, type Draft } from "#/stores/drafts.ts";
import { notKnown } from "#/stores/write-history.ts";
import { keyQuery } from "#/features/value/key/key-query.ts";
import { createKeyWrites } from "./key-writes.ts";

const key = keyFromText("/a");
const mine = valueFromText("mine");
const draftOf = (base: KeyValue, text: string): Draft => ({ base, text, encoding: "text" });
const noSpace = {
  kind: "rejected",
  status: 429,
  code: 8,
  message: "etcdserver: mvcc: database space exceeded",
} as const;

/** The key /a with the value "old" is open, and an edit of it is typed. */
async function openKey() {
  const fixture = valueFixture(new LossyEtcd());
  const base = await fixture.put("/a", "old");
  const id = fixture.draftId("/a");
  setDraft(id, draftOf(base, "mine"));
  const onConflict = vi.fn<() => void>();
  const writes = createKeyWrites(fixture, key, onConflict);
  return { ...fixture, base, id, onConflict, writes, draft: () => useDrafts.getState()[id] };
}

/** Begins a read of the key as it is, whose response comes when the returned function is called. */
function beginRead(queryClient: QueryClient, kv: KeyValue): () => Promise<unknown> {
  const answer = Promise.withResolvers<object>();
  const queryKey = etcdCache.key("sample", key, "live");
  const read = queryClient.fetchQuery({ queryKey, queryFn: () => answer.promise });
  // Whether it is given up is not the test's question, but what the cache holds afterwards.
  const settled = Promise.allSettled([read]);
  return () => {
    answer.resolve({ kv, revision: kv.modRevision });
    return settled;
  };
}

describe("a save", () => {
  test("ends its draft, and cache, history and notice tell of it without a read", async () => {
    const { writes, base, etcd, cached, stored, entries, notice, draft } = await openKey();
    await writes.save({ over: base, value: mine });
    expect(etcd.sent).toHaveLength(1);
    expect(cached("/a")?.kv).toEqual(stored("/a"));
    expect(draft()).toBeUndefined();
    const revision = etcd.revision;
    expect(entries()).toMatchObject([
      {
        label: "Saved /a",
        user: "ann",
        writes: [{ revision, changes: [{ before: { value: base.value }, after: { value: mine } }] }],
      },
    ]);
    expect(notice()).toMatchObject({ text: `Saved /a at revision ${revision}`, tone: "ok", action: { label: "Undo" } });
  });

  test("can be taken back by what the history keeps of it", async () => {
    const { writes, base, etcd, connected, stored, entries } = await openKey();
    await writes.save({ over: base, value: mine });
    const undo = createUndoRun(connected.etcd, entries()[0]?.writes ?? []);
    while ((await undo.next()).kind === "going") continue;
    expect(stored("/a")?.value).toEqual(base.value);
    expect(etcd.sent).toHaveLength(2);
  });

  test("leaves what was typed meanwhile, over what was written", async () => {
    const { writes, base, id, stored, draft } = await openKey();
    const saving = writes.save({ over: base, value: mine });
    setDraft(id, draftOf(base, "mine, and more"));
    await saving;
    expect(draft()).toEqual(draftOf(stored("/a") ?? base, "mine, and more"));
  });

  test("does not bring back what a read brings that was begun before", async () => {
    const { writes, base, queryClient, cached, stored } = await openKey();
    const finishRead = beginRead(queryClient, base);
    await writes.save({ over: base, value: mine });
    await finishRead();
    expect(cached("/a")?.kv).toEqual(stored("/a"));
  });

  test("that finds somebody else's value goes on showing it when a read ends that was begun before", async () => {
    const { writes, base, put, queryClient, cached } = await openKey();
    const finishRead = beginRead(queryClient, base);
    const theirs = await put("/a", "theirs");
    await writes.save({ over: base, value: mine });
    await finishRead();
    expect(cached("/a")?.kv).toEqual(theirs);
  });

  test("that finds somebody else's value writes nothing, shows it and keeps the edit", async () => {
    const { writes, base, put, cached, stored, entries, notice, draft, onConflict } = await openKey();
    await put("/a", "theirs");
    await writes.save({ over: base, value: mine });
    expect(onConflict).toHaveBeenCalledOnce();
    expect(stored("/a")?.value).toEqual(valueFromText("theirs"));
    expect(cached("/a")?.kv).toEqual(stored("/a"));
    expect(draft()).toEqual(draftOf(base, "mine"));
    expect(entries()).toEqual([]);
    expect(notice()).toBeUndefined();
  });

  test("that finds its own value has nothing left to save", async () => {
    const { writes, base, put, entries, notice, draft, onConflict } = await openKey();
    await put("/a", "mine");
    await writes.save({ over: base, value: mine });
    expect(onConflict).not.toHaveBeenCalled();
    expect(notice()).toMatchObject({ tone: "info", text: expect.stringContaining("Nothing to save") });
    expect(draft()).toBeUndefined();
    expect(entries()).toEqual([]);
  });

  test("that finds its own value leaves what was typed meanwhile, over what is there", async () => {
    const { writes, base, id, put, draft } = await openKey();
    const theirs = await put("/a", "mine");
    const saving = writes.save({ over: base, value: mine });
    setDraft(id, draftOf(base, "mine, and more"));
    await saving;
    expect(draft()).toEqual(draftOf(theirs, "mine, and more"));
  });

  test("that is denied says that nothing was written, and keeps the edit and no entry", async () => {
    const { writes, base, etcd, entries, notice, draft } = await openKey();
    etcd.fail(denied);
    await writes.save({ over: base, value: mine });
    expect(notice()?.text).toMatch(/^Could not save\. Nothing was written\./);
    expect(notice()?.action).toBeUndefined();
    expect(draft()).toEqual(draftOf(base, "mine"));
    expect(entries()).toEqual([]);
  });
});

describe("a save whose answer is lost", () => {
  test("stays unknown until the key shows that it was written, and then counts as any other write", async () => {
    const { writes, base, etcd, cached, stored, entries, notice, draft } = await openKey();
    etcd.loseAnswer();
    await writes.save({ over: base, value: mine });
    expect(notice()).toMatchObject({ text: expect.stringMatching(/may or may not/), action: { label: "Reload key" } });
    expect(entries()).toMatchObject([{ label: "Saved /a", writes: [], blocked: notKnown }]);
    expect(draft()).toEqual(draftOf(base, "mine"));
    notice()?.action?.run();
    await vi.waitFor(() => expect(notice()?.text).toMatch(/^Saved \/a at revision/));
    await vi.waitFor(() => expect(draft()).toBeUndefined());
    expect(cached("/a")?.kv).toEqual(stored("/a"));
    expect(entries()).toHaveLength(1);
    expect(entries()[0]).toMatchObject({ writes: [{ revision: stored("/a")?.modRevision }] });
    expect(entries()[0]?.blocked).toBeUndefined();
  });

  test("and was not done is forgotten, and the edit stays", async () => {
    const { writes, base, etcd, entries, notice, draft } = await openKey();
    etcd.fail(noAnswer);
    await writes.save({ over: base, value: mine });
    notice()?.action?.run();
    await vi.waitFor(() => expect(notice()?.text).toMatch(/^Not written yet: \/a is unchanged/));
    expect(entries()).toEqual([]);
    expect(draft()).toEqual(draftOf(base, "mine"));
  });

  test("and was overtaken says whose value it is now", async () => {
    const { writes, base, etcd, put, cached, stored, entries, notice } = await openKey();
    etcd.fail(noAnswer);
    await writes.save({ over: base, value: mine });
    await put("/a", "theirs");
    notice()?.action?.run();
    await vi.waitFor(() => expect(notice()?.text).toMatch(/^Not written: another client changed \/a first/));
    expect(cached("/a")?.kv).toEqual(stored("/a"));
    expect(entries()).toEqual([]);
  });

  test("and was overtaken goes on showing what was found when a read ends that was begun before", async () => {
    const { writes, base, etcd, put, queryClient, cached, notice } = await openKey();
    etcd.fail(noAnswer);
    await writes.save({ over: base, value: mine });
    const finishRead = beginRead(queryClient, base);
    const theirs = await put("/a", "theirs");
    notice()?.action?.run();
    await vi.waitFor(() => expect(notice()?.text).toMatch(/^Not written: another client/));
    await finishRead();
    expect(cached("/a")?.kv).toEqual(theirs);
  });

  test("stays unknown where the key was written several times since, and can be looked at again", async () => {
    const { writes, base, etcd, put, entries, notice } = await openKey();
    etcd.fail(noAnswer);
    await writes.save({ over: base, value: mine });
    await put("/a", "one");
    await put("/a", "two");
    notice()?.action?.run();
    await vi.waitFor(() => expect(notice()?.text).toMatch(/^Still unknown: \/a/));
    expect(notice()?.action?.label).toBe("Reload key");
    expect(entries()).toMatchObject([{ blocked: notKnown }]);
  });

  test("can be looked for again where the key cannot be read", async () => {
    const { writes, base, etcd, notice } = await openKey();
    etcd.loseAnswer();
    await writes.save({ over: base, value: mine });
    etcd.fail(noAnswer);
    notice()?.action?.run();
    await vi.waitFor(() => expect(notice()?.text).toMatch(/^Could not reload the key\./));
    notice()?.action?.run();
    await vi.waitFor(() => expect(notice()?.text).toMatch(/^Saved \/a/));
  });

  test("is no longer unknown once another save of the key proves that it was not done", async () => {
    const { writes, base, etcd, entries } = await openKey();
    etcd.fail(noAnswer);
    await writes.save({ over: base, value: mine });
    expect(entries()).toMatchObject([{ blocked: notKnown }]);
    await writes.save({ over: base, value: mine });
    expect(entries()).toMatchObject([{ label: "Saved /a", writes: [{ revision: etcd.revision }] }]);
    expect(entries()[0]?.blocked).toBeUndefined();
  });

  test("can be undone like any other once a retry, or any read, shows that it was done", async () => {
    type Opened = Awaited<ReturnType<typeof openKey>>;
    const shows: readonly ((opened: Opened) => Promise<unknown>)[] = [
      ({ writes, base }) => writes.save({ over: base, value: mine }),
      ({ queryClient, connected }) => queryClient.fetchQuery(keyQuery(connected, key)),
    ];
    for (const show of shows) {
      const opened = await openKey();
      opened.etcd.loseAnswer();
      await opened.writes.save({ over: opened.base, value: mine });
      expect(opened.entries()).toMatchObject([{ blocked: notKnown }]);
      await show(opened);
      expect(opened.entries()).toHaveLength(1);
      expect(opened.entries()[0]?.blocked).toBeUndefined();
      const undo = createUndoRun(opened.connected.etcd, opened.entries()[0]?.writes ?? []);
      while ((await undo.next()).kind === "going") continue;
      expect(opened.stored("/a")?.value).toEqual(opened.base.value);
    }
  });

  test("stays unknown where a read shows the key as it was: the write may still come", async () => {
    const { writes, base, etcd, connected, queryClient, entries } = await openKey();
    etcd.fail(noAnswer);
    await writes.save({ over: base, value: mine });
    await queryClient.fetchQuery(keyQuery(connected, key));
    expect(entries()).toMatchObject([{ blocked: notKnown }]);
  });

  test("for want of space is looked for by itself, whether it was done or not", async () => {
    const first = await openKey();
    first.etcd.loseAnswer(noSpace);
    await first.writes.save({ over: first.base, value: mine });
    await vi.waitFor(() => expect(first.notice()?.text).toMatch(/^Saved \/a/));
    const second = await openKey();
    second.etcd.fail(noSpace);
    await second.writes.save({ over: second.base, value: mine });
    await vi.waitFor(() => expect(second.notice()?.text).toMatch(/Nothing was written\. etcd is out of space/));
    expect(second.entries()).toEqual([]);
    expect(second.draft()).toEqual(draftOf(second.base, "mine"));
  });
});

test("a save that nobody waits for any longer is unknown, keeps the edit, and the key tells what became of it", async () => {
  for (const isDone of [true, false]) {
    const { writes, base, etcd, connected, stored, entries, notice, draft } = await openKey();
    const asked = Promise.withResolvers<void>();
    const txn = etcd.txn.bind(etcd);
    connected.etcd.txn = async (request, signal) => {
      if (signal === undefined) return await txn(request);
      asked.resolve();
      await new Promise((stopped) => signal.addEventListener("abort", stopped));
      if (isDone) await txn(request);
      throw signal.reason;
    };
    const saving = writes.save({ over: base, value: mine });
    await asked.promise;
    writes.stopSaving();
    await saving;
    expect(notice()).toMatchObject({
      text: "Stopped waiting for etcd. The write may or may not have happened. Reload the key to see.",
      tone: "info",
      stays: true,
    });
    expect(entries()).toMatchObject([{ label: "Saved /a", blocked: notKnown }]);
    expect(draft()).toEqual(draftOf(base, "mine"));
    notice()?.action?.run();
    await vi.waitFor(() => expect(notice()?.text).toMatch(isDone ? /^Saved \/a/ : /^Not written yet/));
    expect(entries()).toHaveLength(isDone ? 1 : 0);
    expect(stored("/a")?.value).toEqual(isDone ? mine : base.value);
  }
});

test("a deletion drops the edit and shows that the key is gone", async () => {
  const { writes, base, cached, stored, entries, draft, etcd } = await openKey();
  await writes.remove(base);
  expect(stored("/a")).toBeUndefined();
  expect(cached("/a")).toEqual({ revision: etcd.revision });
  expect(draft()).toBeUndefined();
  expect(entries()).toMatchObject([
    { label: "Deleted /a", writes: [{ changes: [{ before: { value: base.value } }] }] },
  ]);
});

test("a deletion leaves what was typed meanwhile", async () => {
  const { writes, base, id, stored, draft } = await openKey();
  const removing = writes.remove(base);
  setDraft(id, draftOf(base, "mine, and more"));
  await removing;
  expect(stored("/a")).toBeUndefined();
  expect(draft()).toEqual(draftOf(base, "mine, and more"));
});

test("a deletion of what somebody else has written since deletes nothing and keeps the edit", async () => {
  const { writes, base, put, stored, notice, draft, entries } = await openKey();
  await put("/a", "theirs");
  await writes.remove(base);
  expect(stored("/a")).toBeDefined();
  expect(notice()?.text).toMatch(/^Not deleted/);
  expect(draft()).toEqual(draftOf(base, "mine"));
  expect(entries()).toEqual([]);
});

describe("a change of the lease", () => {
  const grant = { kind: "grant", request: { ttlSeconds: 60n } } as const;

  test("leaves the value and the edit, and is in the history", async () => {
    const { writes, base, cached, stored, entries, draft } = await openKey();
    const lease = asLeaseId(int64(7));
    await writes.changeLease({ base, plan: { kind: "attach", lease } });
    expect(stored("/a")).toMatchObject({ lease, value: base.value });
    expect(cached("/a")?.kv).toEqual(stored("/a"));
    expect(draft()).toEqual(draftOf(base, "mine"));
    expect(entries()).toMatchObject([{ label: "Attached lease 0000000000000007 to /a" }]);
  });

  test("gives the lease back that it was granted for, unless the write may have been done", async () => {
    const conflicting = await openKey();
    await conflicting.put("/a", "theirs");
    await conflicting.writes.changeLease({ base: conflicting.base, plan: grant });
    expect(conflicting.granted).toHaveLength(1);
    expect(conflicting.revoked).toEqual(conflicting.granted);
    expect(conflicting.notice()?.text).toMatch(/^Lease not changed/);
    const lost = await openKey();
    lost.etcd.loseAnswer();
    await lost.writes.changeLease({ base: lost.base, plan: grant });
    expect(lost.revoked).toEqual([]);
    expect(lost.notice()?.text).toMatch(/^Could not change the lease\..*may or may not/);
    expect(lost.entries()).toMatchObject([{ blocked: notKnown }]);
  });
});
