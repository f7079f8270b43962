import { valueFromText } from "@etcd-explorer/shared/model/bytes";
import { createUndoRun } from "@etcd-explorer/shared/write/undo/undo-run";
import { describe, expect, test, vi } from "vitest";
import { noAnswer } from "../../../../../shared/test/lossy-etcd.ts";
import { keyQuery } from "#/features/value/key/key-query.ts";
import { beginRead, draftOf, key, openKey } from "#/features/value/test/open-key.ts";
import { notKnown } from "#/stores/write-history.ts";

const mine = valueFromText("mine");
const noSpace = {
  kind: "rejected",
  status: 429,
  code: 8,
  message: "etcdserver: mvcc: database space exceeded",
} as const;

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
