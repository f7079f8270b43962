import { asKey, asValue } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, asRevision, int64, parseLeaseId } from "@etcd-explorer/shared/model/int64";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Draft } from "./drafts.ts";
import { parseDraft, writeDraft } from "./stored-draft.ts";

const largest = parseLeaseId("9223372036854775807") ?? asLeaseId(int64(0));
const anyDraft = fc
  .record({
    key: fc.uint8Array({ minLength: 1, maxLength: 20 }),
    value: fc.uint8Array({ maxLength: 60 }),
    text: fc.string({ unit: "binary" }),
    encoding: fc.constantFrom("text", "hex", "base64"),
    form: fc.constantFrom(
      {},
      { form: "kept", stored: "[1]" } as const,
      { form: "minified", stored: "é\ud83d" } as const,
    ),
  })
  .map(({ key, value, text, encoding, form }): Draft => ({
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
    ...form,
  }));
const sample = (): Draft => {
  const [draft] = fc.sample(anyDraft, 1);
  if (draft === undefined) throw new Error("no sample");
  return draft;
};
const goRound = (draft: Draft) => parseDraft(JSON.parse(writeDraft(draft) ?? ""));

test("a draft comes back to the byte, with its lease and half-typed text", () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      expect(goRound(draft)).toEqual(draft);
    }),
  );
  expect(goRound({ ...sample(), text: "half \ud83d" })?.text).toBe("half \ud83d");
});

test("the base of a draft is not encoded again at each keystroke", () => {
  const { base, ...typed } = sample();
  const before = writeDraft({ ...typed, base });
  const read = vi.fn<() => string>(() => "7");
  Object.defineProperty(base, "version", { get: read });
  expect(writeDraft({ ...typed, base })).toBe(before);
  expect(read).not.toHaveBeenCalled();
});

test.each([
  ["bytes", { key: "?" }],
  ["revision", { modRevision: "x" }],
  ["lease", { lease: 7 }],
])("a draft with a damaged %s is refused", (_, damage) => {
  const stored: { base: object } = JSON.parse(writeDraft(sample()) ?? "");
  expect(parseDraft(stored)).toBeDefined();
  expect(parseDraft({ ...stored, base: { ...stored.base, ...damage } })).toBeUndefined();
  for (const form of [
    { form: "other", stored: "" },
    { form: "kept", stored: undefined },
    { form: undefined, stored: "" },
  ]) {
    expect(parseDraft({ ...stored, ...form })).toBeUndefined();
  }
});
