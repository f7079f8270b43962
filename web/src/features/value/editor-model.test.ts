import { asValue, keyFromText, valueFromText } from "@etcd-explorer/shared/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/int64";
import type { KeyValue } from "@etcd-explorer/shared/key-value";
import { describe, expect, test } from "vitest";
import { buildEditorModel, checkEdit } from "./editor-model.ts";

const at = (modRevision: number, text: string): KeyValue => ({
  key: keyFromText("/a"),
  value: valueFromText(text),
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(modRevision)),
  version: int64(1),
  lease: noLease,
});

describe("the editor's model", () => {
  test("without an edit is the key as it was read", () => {
    expect(buildEditorModel(at(5, '{"a":1}'), undefined)).toMatchObject({
      text: '{"a":1}',
      format: "JSON",
      dirty: false,
      overtaken: false,
    });
  });

  test("keeps an edit on what it began from, and knows when somebody else wrote", () => {
    const draft = { base: at(5, "one"), text: "mine" };
    expect(buildEditorModel(at(5, "one"), draft)).toMatchObject({
      text: "mine",
      baseText: "one",
      dirty: true,
      overtaken: false,
    });
    expect(buildEditorModel(at(6, "theirs"), draft)).toMatchObject({ text: "mine", baseText: "one", overtaken: true });
  });

  test("keeps an edit of a key that somebody deleted", () => {
    expect(buildEditorModel(undefined, { base: at(5, "one"), text: "mine" })).toMatchObject({
      text: "mine",
      overtaken: true,
    });
    expect(buildEditorModel(undefined, undefined)).toBeUndefined();
  });
});

const check = (base: KeyValue, text: string) => {
  const model = buildEditorModel(base, { base, text });
  return model && checkEdit(model);
};

describe("what is said before a save", () => {
  test("JSON is valid or no longer so", () => {
    expect(check(at(5, "{}"), '{"a":2}')).toEqual({ tone: "ok", text: "valid JSON" });
    expect(check(at(5, "{}"), '{"a":')).toMatchObject({
      tone: "warn",
      text: expect.stringContaining("no longer JSON"),
    });
    expect(check(at(5, "words"), "other words")).toBeUndefined();
  });

  test("hex must be whole", () => {
    const binary = { ...at(5, ""), value: asValue(Uint8Array.of(0xff)) };
    expect(check(binary, "ff 0")).toMatchObject({ tone: "bad" });
    expect(check(binary, "ff 00")).toEqual({ tone: "ok", text: "2 bytes" });
  });

  test("a value beyond etcd's limit is told before it is sent", () => {
    expect(check(at(5, "x"), "x".repeat(1_600_000))).toMatchObject({
      tone: "warn",
      text: expect.stringContaining("1.5 MB"),
    });
  });
});
