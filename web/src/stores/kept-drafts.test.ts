import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseDrafts } from "./draft-storage.ts";
import { setDraft, useDrafts, type Draft } from "./drafts.ts";
import { keepDrafts, useDraftsKept } from "./kept-drafts.ts";

const draft: Draft = {
  base: {
    key: keyFromText("a"),
    value: valueFromText("base"),
    createRevision: asRevision(int64(2)),
    modRevision: asRevision(int64(2)),
    version: int64(1),
    lease: noLease,
  },
  encoding: "text",
  text: "mine",
};

/** A tab's storage with room for so many characters. */
function storageOf(room: number) {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (text.length > room) throw new Error("QuotaExceededError");
      held.set(name, text);
    },
    removeItem: (name: string) => void held.delete(name),
  };
}

let stop = () => {};
beforeEach(() => {
  vi.useFakeTimers();
  useDrafts.setState({}, true);
  useDraftsKept.setState({ kept: true });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe("drafts through a reload", () => {
  test("are kept a moment after the last change, and brought back", () => {
    const storage = storageOf(10_000);
    stop = keepDrafts(storage);
    setDraft("c\n61", draft);
    expect(storage.held.size).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(storage.held.size).toBe(1);
    stop();
    useDrafts.setState({}, true);
    stop = keepDrafts(storage);
    expect(useDrafts.getState()).toEqual({ "c\n61": draft });
    setDraft("c\n61", undefined);
    vi.advanceTimersByTime(1000);
    expect(storage.held.size).toBe(0);
  });

  test("are told of where there is no room, and no older draft is left in their place", () => {
    const storage = storageOf(400);
    stop = keepDrafts(storage);
    setDraft("c\n61", draft);
    vi.advanceTimersByTime(1000);
    expect([storage.held.size, useDraftsKept.getState().kept]).toEqual([1, true]);
    setDraft("c\n61", { ...draft, text: "x".repeat(500) });
    vi.advanceTimersByTime(1000);
    expect([storage.held.size, useDraftsKept.getState().kept]).toEqual([0, false]);
    setDraft("c\n62", draft);
    vi.advanceTimersByTime(1000);
    const [held = ""] = storage.held.values();
    expect([Object.keys(parseDrafts(held)), useDraftsKept.getState().kept]).toEqual([["c\n62"], false]);
  });
});
