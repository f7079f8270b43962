import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { emptyDraft, newNestedRow, newPutRow, type TxnDraft } from "@etcd-explorer/shared/txn/draft/draft";
import { addOperation } from "@etcd-explorer/shared/txn/draft/edit-draft";
import { mostNested, nestedTooDeep } from "@etcd-explorer/shared/txn/draft/nesting";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const name = "etcd-explorer:txn-drafts:v1";
const kept = new Map<string, string>();
let writes = 0;
let isFull = false;
const leaving: (() => void)[] = [];

/** The store as a page that is opened anew makes it. */
async function openPage() {
  vi.resetModules();
  return await import("./txn-drafts.ts");
}

const put = (key: string) => addOperation(emptyDraft, { owner: "", lane: "success" }, newPutRow({ key }));

beforeEach(() => {
  kept.clear();
  [writes, isFull, leaving.length] = [0, false, 0];
  vi.useFakeTimers();
  vi.stubGlobal("window", { addEventListener: (_: string, listener: () => void) => leaving.push(listener) });
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => kept.delete(key),
    setItem: (key: string, text: string) => {
      writes++;
      if (isFull) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, text);
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("each connection has a draft of its own, and the title stays when rows change", async () => {
  const { changeDraft, changeTxn, noDraft, useTxnDrafts } = await openPage();
  changeTxn("one", () => ({ title: "why", draft: emptyDraft }));
  changeDraft("one", () => put("/a"));
  changeDraft("two", (draft) => {
    expect(draft).toBe(noDraft.draft);
    return put("/b");
  });
  const drafts = useTxnDrafts.getState();
  expect(drafts["one"]).toMatchObject({ title: "why", draft: { success: [{ key: "/a" }] } });
  expect(drafts["two"]).toMatchObject({ title: "", draft: { success: [{ key: "/b" }] } });
});

test("a key that is added becomes the condition that nobody has written it since", async () => {
  const { addKeyToTxn, useTxnDrafts } = await openPage();
  addKeyToTxn("one", { key: keyFromText("/a\\\n"), modRevision: asRevision(int64(7)) });
  expect(useTxnDrafts.getState()["one"]?.draft.compare).toMatchObject([
    { key: String.raw`/a\\\x0a`, target: "MOD", result: "EQUAL", operand: "7" },
  ]);
});

test("many keystrokes are one write, a moment later, and a reload finds the last", async () => {
  const { changeDraft } = await openPage();
  for (const key of ["/a", "/ab", "/abc"]) changeDraft("one", () => put(key));
  expect(writes).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(writes).toBe(1);
  const { useTxnDrafts } = await openPage();
  expect(useTxnDrafts.getState()["one"]).toMatchObject({ draft: { success: [{ key: "/abc" }] } });
});

test("what was typed just before the page goes is written as it goes", async () => {
  const { changeDraft } = await openPage();
  changeDraft("one", () => put("/late"));
  for (const leave of leaving) leave();
  expect(kept.get(name)).toContain("/late");
});

test("where the browser keeps no more, that is told, the draft goes on in memory and no older one is left behind", async () => {
  const { changeDraft, txnStorage, useTxnDrafts } = await openPage();
  const { useUnkeptDrafts } = await import("./draft-storage.ts");
  changeDraft("one", () => put("/small"));
  vi.advanceTimersByTime(1000);
  expect(useUnkeptDrafts.getState().names).not.toContain(txnStorage);
  isFull = true;
  changeDraft("one", () => put("/large"));
  vi.advanceTimersByTime(1000);
  expect(useTxnDrafts.getState()["one"]).toMatchObject({ draft: { success: [{ key: "/large" }] } });
  expect(kept.has(name)).toBe(false);
  expect(useUnkeptDrafts.getState().names).toContain(txnStorage);
});

test("what cannot be read there does not keep the builder from starting", async () => {
  kept.set(name, "{");
  const { changeDraft, useTxnDrafts } = await openPage();
  expect(useTxnDrafts.getState()).toEqual({});
  changeDraft("one", () => put("/a"));
  expect(useTxnDrafts.getState()).toHaveProperty("one");
});

test("no edit nests transactions deeper than can be drawn: it is refused in words, and the draft stays", async () => {
  const { changeDraft, txnDraftOf } = await openPage();
  const { useNotices } = await import("./notices.ts");
  const nested = (levels: number): TxnDraft =>
    levels === 0 ? emptyDraft : { ...emptyDraft, success: [newNestedRow(nested(levels - 1))] };
  const deepest = nested(mostNested);
  changeDraft("a", () => deepest);
  changeDraft("a", () => nested(mostNested + 1));
  expect(txnDraftOf("a").draft).toBe(deepest);
  expect(JSON.stringify(useNotices.getState())).toContain(nestedTooDeep);
});
