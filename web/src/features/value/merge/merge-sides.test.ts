import { decodeUtf8, keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { expect, test } from "vitest";
import { mergedText, mergeTexts } from "#/lib/diff/three-way-merge.ts";
import { buildEditorModel } from "#/features/value/text/editor-model.ts";
import { makeDraft } from "#/features/value/text/make-draft.ts";
import { mergedValue, mergeSides } from "./merge-sides.ts";

const at = (modRevision: number, text: string): KeyValue => ({
  key: keyFromText("/a"),
  value: valueFromText(text),
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(modRevision)),
  version: int64(1),
  lease: noLease,
});
const edit = (text: string, theirs: KeyValue | undefined) => {
  const draft = makeDraft(at(5, '{"a":1,"b":2,"c":3}'), "text", { text, form: "kept" });
  const model = buildEditorModel(theirs, draft);
  if (model === undefined) throw new Error("there is an edit");
  return model;
};
const mine = '{\n  "a": 10,\n  "b": 2,\n  "c": 3\n}';

test("two changes of minified JSON are merged member by member, and stored as theirs is", () => {
  const theirs = at(6, '{"a": 1, "b": 2, "c": 30}');
  const model = edit(mine, theirs);
  const { theirText } = mergeSides(model, theirs);
  const parts = mergeTexts(model.baseText, theirText ?? "", model.text) ?? [];
  const merged = mergedText(parts, {}) ?? "";
  expect(merged).toBe('{\n  "a": 10,\n  "b": 2,\n  "c": 30\n}');
  const value = mergedValue(merged, model, theirs);
  expect(value && decodeUtf8(value)).toBe('{"a": 10, "b": 2, "c": 30}');
});

test("over what they laid out on several lines a merged text is stored as it stands", () => {
  const theirs = at(6, '{\n  "a": 1\n}');
  expect(mergeSides(edit(mine, theirs), theirs)).toEqual({ theirText: '{\n  "a": 1\n}', form: undefined });
  const value = mergedValue(mine, edit(mine, theirs), theirs);
  expect(value && decodeUtf8(value)).toBe(mine);
});

test("where they deleted the key, yours stays in its stored form", () => {
  const model = edit(mine, undefined);
  expect(mergeSides(model, undefined)).toEqual({ theirText: undefined, form: "kept" });
  expect(model.value && decodeUtf8(model.value)).toBe('{"a":10,"b":2,"c":3}');
});
