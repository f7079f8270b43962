import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { draftStorage, useUnkeptDrafts, useUnreadDrafts } from "./draft-storage.ts";

interface Draft {
  readonly text: string;
}

const parse = (raw: unknown): Draft | undefined =>
  typeof raw === "object" && raw !== null && "text" in raw && typeof raw.text === "string"
    ? { text: raw.text }
    : undefined;
const held = new Map<string, string>();
let isForbidden = false;
const setItem = vi.fn<(name: string, text: string) => void>((name, text) => {
  if (text.length > 200) throw new DOMException("no room", "QuotaExceededError");
  held.set(name, text);
});
let page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  held.clear();
  page = new EventTarget();
  isForbidden = false;
  setItem.mockClear();
  useUnreadDrafts.setState({ texts: [] });
  useUnkeptDrafts.setState({ names: ["other"] });
  vi.stubGlobal("window", page);
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => {
      if (isForbidden) throw new DOMException("no", "SecurityError");
      return held.get(name) ?? null;
    },
    setItem,
    removeItem: (name: string) => held.delete(name),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open() {
  const write = vi.fn<(draft: Draft) => string>((draft) => JSON.stringify(draft));
  const storage = draftStorage<Draft>({ parse, write });
  const put = (state: Readonly<Record<string, Draft>>) => void storage.setItem("name", { state, version: 0 });
  const read = () => storage.getItem("name");
  return { write, put, read };
}

const draft = (text: string): Draft => ({ text });
const unkept = () => useUnkeptDrafts.getState().names;
const large = draft("x".repeat(300));

describe("drafts in the tab's storage", () => {
  test("typed quickly are written once, a little later, and read back", () => {
    const { put, read } = open();
    for (const text of ["a", "ab", "abc"]) put({ one: draft(text) });
    expect(setItem).not.toHaveBeenCalled();
    vi.advanceTimersByTime(250);
    expect(setItem).toHaveBeenCalledTimes(1);
    expect(read()).toEqual({ state: { one: draft("abc") }, version: 0 });
    expect(unkept()).toEqual(["other"]);
  });

  test("are written at once when the page is left", () => {
    const { put, read } = open();
    put({ one: draft("a") });
    page.dispatchEvent(new Event("pagehide"));
    expect(read()).toEqual({ version: 0, state: { one: draft("a") } });
    vi.advanceTimersByTime(1000);
    expect(setItem).toHaveBeenCalledTimes(1);
  });

  test("leave nothing behind when the last is let go", () => {
    const { put, read } = open();
    put({ one: draft("a") });
    vi.advanceTimersByTime(250);
    put({});
    vi.advanceTimersByTime(250);
    expect(held.size).toBe(0);
    expect(read()).toBeNull();
  });

  test("that have not changed are not written out again", () => {
    const { put, write } = open();
    const one = draft("a");
    put({ one });
    vi.advanceTimersByTime(250);
    put({ one, two: draft("b") });
    vi.advanceTimersByTime(250);
    expect(write.mock.calls).toEqual([[one], [draft("b")]]);
  });

  test("that find no room together are kept without the largest, which is told, and no older one is left in its place", () => {
    const { put, read } = open();
    put({ one: draft("a"), two: draft("b") });
    vi.advanceTimersByTime(250);
    put({ one: large, two: draft("b") });
    vi.advanceTimersByTime(250);
    expect(read()).toEqual({ version: 0, state: { two: draft("b") } });
    expect(unkept()).toEqual(["other", "name"]);
    put({ one: large });
    vi.advanceTimersByTime(250);
    expect(held.size).toBe(0);
    expect(unkept()).toEqual(["other", "name"]);
    put({ one: draft("a") });
    vi.advanceTimersByTime(250);
    expect(unkept()).toEqual(["other"]);
  });

  test("that are damaged cost no other, are not thrown, and are handed out as they were stored", () => {
    held.set("name", '{"state":{"one":{"text":1},"two":{"text":"b"}},"version":0}');
    expect(open().read()).toEqual({ version: 0, state: { two: draft("b") } });
    expect(useUnreadDrafts.getState().texts).toEqual(['{"text":1}']);
  });

  test.each(["{", "null", "[1]", '{"state":7}'])("of which nothing can be read are handed out whole: %s", (text) => {
    held.set("name", text);
    expect(open().read()).toEqual({ version: 0, state: {} });
    expect(useUnreadDrafts.getState().texts).toEqual([text]);
  });

  test("in a storage that is forbidden are told not to be kept", () => {
    isForbidden = true;
    const { read } = open();
    expect(read()).toBeNull();
    expect(unkept()).toEqual(["other", "name"]);
  });

  test("that nobody can parse, however deep, are told as they were stored, and cost no other", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    const text = `{"state":{"deep":${deep},"fine":{"text":"a"}},"version":0}`;
    held.set("name", text);
    const storage = draftStorage<Draft>({
      parse: (raw) => {
        // As a parser that calls itself.
        if (Array.isArray(raw)) throw new RangeError("Maximum call stack size exceeded");
        return parse(raw);
      },
    });
    expect(storage.getItem("name")).toEqual({ state: { fine: draft("a") }, version: 0 });
    expect(useUnreadDrafts.getState().texts).toHaveLength(1);
    expect(useUnreadDrafts.getState().texts[0]).toContain(deep);
  });
});
