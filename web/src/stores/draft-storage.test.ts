import { asKey, asValue } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, asRevision, int64, parseLeaseId } from "@etcd-explorer/shared/model/int64";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { formatDrafts, parseDrafts } from "./draft-storage.ts";
import { draftId, type Draft } from "./drafts.ts";

const largest = parseLeaseId("9223372036854775807") ?? asLeaseId(int64(0));
const anyDraft = fc
  .record({
    key: fc.uint8Array({ minLength: 1, maxLength: 20 }),
    value: fc.uint8Array({ maxLength: 60 }),
    text: fc.string({ unit: "binary" }),
    encoding: fc.constantFrom("text", "hex", "base64"),
  })
  .map(({ key, value, text, encoding }): Draft => ({
    base: {
      key: asKey(Uint8Array.from(key)),
      value: asValue(Uint8Array.from(value)),
      createRevision: asRevision(int64(2)),
      modRevision: asRevision(int64(9)),
      version: int64(3),
      lease: largest,
    },
    encoding,
    text,
  }));

describe("drafts in storage", () => {
  test("come back to the byte, with leases and half-typed text", () => {
    fc.assert(
      fc.property(fc.array(anyDraft, { maxLength: 4 }), (list) => {
        const drafts = Object.fromEntries(list.map((draft, at) => [draftId("etcd:2379", String(at)), draft]));
        expect(parseDrafts(formatDrafts(drafts))).toEqual(drafts);
      }),
    );
    const [draft] = fc.sample(anyDraft, 1);
    if (draft === undefined) throw new Error("no sample");
    expect(parseDrafts(formatDrafts({ a: { ...draft, text: "half \ud83d" } }))["a"]?.text).toBe("half \ud83d");
  });

  test("that have not changed are not written out again", () => {
    const [draft] = fc.sample(anyDraft, 1);
    if (draft === undefined) throw new Error("no sample");
    const other = { ...draft, text: "b" };
    const before = formatDrafts({ a: draft, b: other });
    const read = vi.fn<() => string>(() => "changed behind its back");
    Object.defineProperty(draft, "text", { get: read });
    expect(formatDrafts({ a: draft, b: other })).toBe(before);
    expect(read).not.toHaveBeenCalled();
  });

  test("that are damaged are left out", () => {
    expect(parseDrafts("not json")).toEqual({});
    expect(parseDrafts('{"a":1}')).toEqual({});
    expect(parseDrafts('[{"id":"a","text":"x","encoding":"text","base":{"key":"?"}}]')).toEqual({});
  });
});
