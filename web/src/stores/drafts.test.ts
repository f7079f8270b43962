import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { expect, test, vi } from "vitest";
import {
  connectionOfDraft,
  draftId,
  endDraft,
  holdsEdit,
  listEdits,
  meaningOf,
  setDraft,
  useDrafts,
  type Draft,
} from "./drafts.ts";

const base = {
  key: keyFromText("a"),
  value: valueFromText("AB"),
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(2)),
  version: int64(1),
  lease: noLease,
};
/** The store as a page that is opened anew makes it. */
const openPage = () => {
  vi.resetModules();
  return import("./drafts.ts");
};
const draft = (text: string, encoding: Draft["encoding"]): Draft => ({ base, text, encoding });

test("another spelling of the same bytes is no edit; other bytes and half-typed ones are", () => {
  expect(holdsEdit(draft("AB", "text"))).toBe(false);
  expect(holdsEdit(draft("41 42", "hex"))).toBe(false);
  expect(holdsEdit(draft("QUI=", "base64"))).toBe(false);
  expect(holdsEdit(draft("41 4", "hex"))).toBe(true);
  expect(holdsEdit(draft("ABC", "text"))).toBe(true);
});

test("what is stored in another form than it is typed is an edit by what it stores", () => {
  const json = { ...base, value: valueFromText('{"a":1}') };
  const formatted = (text: string, stored: string): Draft => {
    return { base: json, text, encoding: "text", form: "kept", stored };
  };
  expect(holdsEdit(formatted('{\n  "a": 1\n}\n', '{"a":1}'))).toBe(false);
  expect(holdsEdit(formatted('{\n  "a": 2\n}', '{"a":2}'))).toBe(true);
  expect(meaningOf(formatted('{\n  "a": 2\n}', '{"a":2}')).value).toEqual(valueFromText('{"a":2}'));
});

test("drafts are kept and dropped by connection and key", () => {
  useDrafts.setState({}, true);
  const id = draftId("etcd.example:2379", "61");
  setDraft(id, draft("ABC", "text"));
  setDraft(draftId("other", "61"), draft("41 42", "hex"));
  expect(listEdits(useDrafts.getState()).map(([name]) => connectionOfDraft(name))).toEqual(["etcd.example:2379"]);
  setDraft(id, undefined);
  expect(listEdits(useDrafts.getState())).toEqual([]);
});

test("an edit is brought back by a reload, and where it found no room that is told", async () => {
  const held = new Map<string, string>();
  let room = 10_000;
  vi.useFakeTimers();
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (text.length > room) throw new DOMException("no room", "QuotaExceededError");
      held.set(name, text);
    },
    removeItem: (name: string) => held.delete(name),
  });
  const before = await openPage();
  before.setDraft("c\n61", draft("ABC", "text"));
  vi.advanceTimersByTime(1000);
  const after = await openPage();
  const { useUnkeptDrafts } = await import("./draft-storage.ts");
  const unkept = () => useUnkeptDrafts.getState().names;
  expect(after.useDrafts.getState()).toEqual({ "c\n61": draft("ABC", "text") });
  expect(unkept()).not.toContain(after.editsStorage);
  room = 10;
  after.setDraft("c\n61", draft("ABCD", "text"));
  vi.advanceTimersByTime(1000);
  expect(unkept()).toContain(after.editsStorage);
  expect(held.size).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a draft that was sent ends; what was typed since goes on over what was written", () => {
  const sent = draft("ABC", "text");
  const written = { ...base, value: valueFromText("ABC"), modRevision: asRevision(int64(3)) };
  useDrafts.setState({ a: sent, b: sent, c: sent }, true);
  const typed = draft("ABCD", "text");
  setDraft("b", typed);
  setDraft("c", typed);
  endDraft("a", sent, written);
  endDraft("b", sent, written);
  endDraft("c", sent, undefined);
  expect(useDrafts.getState()).toEqual({ b: { ...typed, base: written }, c: typed });
});
