import { encodeHex, keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, int64 } from "@etcd-explorer/shared/model/int64";
import { createUndoRun } from "@etcd-explorer/shared/write/undo/undo-run";
import { describe, expect, test } from "vitest";
import { beginRead, draftOf, openKey } from "#/features/value/test/open-key.ts";
import { denied } from "#/features/value/test/value-fixture.ts";
import { setDraft } from "#/stores/drafts.ts";
import { currentSelection, setSelected } from "#/stores/selection.ts";
import { notKnown } from "#/stores/write-history.ts";

const mine = valueFromText("mine");

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

test("a deleted key is selected no longer, and what else is selected stays", async () => {
  const { writes, base, connected } = await openKey();
  const { id } = connected.connection;
  const others = [
    { kind: "key", key: encodeHex(keyFromText("/b")) },
    { kind: "prefix", prefix: encodeHex(base.key), count: 2 },
  ] as const;
  setSelected(id, [{ kind: "key", key: encodeHex(base.key) }, ...others]);
  await writes.remove(base);
  expect([...currentSelection(id).values()]).toEqual(others);
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
