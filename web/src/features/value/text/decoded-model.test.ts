import { gunzipSync, gzipSync } from "node:zlib";
import { asValue, equalBytes, keyFromText, valueFromText, type Value } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { describe, expect, test } from "vitest";
import { createDecoding } from "#/lib/decoders/decoding.ts";
import { mergedValue, mergeSides } from "#/features/value/merge/merge-sides.ts";
import { parseDraft, writeDraft } from "#/stores/stored-draft.ts";
import { buildEditorModel, type EditorModel, type WantedView } from "./editor-model.ts";
import { findBroken } from "./broken-format.ts";
import { makeDraft } from "./make-draft.ts";
import { checkObject, isTextLocked } from "./object-check.ts";
import { describeLayout, diffSides } from "./stored-layout.ts";

const decoding = createDecoding(["gzip"], () => Promise.reject(new Error("not needed")));
const zip = (text: string): Value => asValue(Uint8Array.from(gzipSync(text)));
const unzip = (value: Value | undefined) => (value === undefined ? undefined : gunzipSync(value).toString());

const keyOf = (value: Value): KeyValue => ({
  key: keyFromText("/config/pool.json"),
  value,
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(3)),
  version: int64(1),
  lease: noLease,
});
const base = keyOf(zip('{"max":24,"min":2}'));

function modelOf(kv: KeyValue, typed?: string, wanted: WantedView = {}): EditorModel {
  const draft = typed === undefined ? undefined : makeDraft(kv, "decoded", { text: typed, form: undefined }, decoding);
  const model = buildEditorModel(kv, draft, { decoding, ...wanted });
  if (model === undefined) throw new Error("there is a key");
  return model;
}

describe("a value for which decoders were chosen", () => {
  test("is shown as what they open, in its own format, without an edit", () => {
    const model = modelOf(base);
    expect(model).toMatchObject({ encoding: "decoded", format: "JSON", dirty: false, value: base.value });
    expect(model.text).toBe('{\n  "max": 24,\n  "min": 2\n}');
    expect(isTextLocked(model)).toBe(false);
  });

  test("is shown as it is stored where somebody wants that, or where they do not open it", () => {
    expect(modelOf(base, undefined, { encoding: "hex" }).encoding).toBe("hex");
    const plain = modelOf(keyOf(valueFromText("plain")));
    expect(plain).toMatchObject({ encoding: "text", text: "plain", decoded: { closed: "not gzip data" } });
  });

  test("is edited as text and stored encoded; its draft survives a reload to the byte", () => {
    const model = modelOf(base, '{\n  "max": 25,\n  "min": 2\n}');
    expect(model.dirty).toBe(true);
    expect(unzip(model.value)).toBe('{"max":25,"min":2}');
    expect(diffSides(model)).toEqual({ before: modelOf(base).text, after: model.text });
    expect(describeLayout(model)).toBe("Decoded: gzip → JSON. A save compresses it again");
    const draft = makeDraft(base, "decoded", { text: model.text, form: undefined }, decoding);
    const again = parseDraft(JSON.parse(writeDraft(draft) ?? ""));
    expect(again).toEqual(draft);
  });

  test("typed back to what it was is no edit", () => {
    expect(modelOf(base, modelOf(base).text)).toMatchObject({ dirty: false, value: base.value });
  });

  test("that is no longer valid is noticed before it is saved", async () => {
    const model = modelOf(base, '{"max" 25}');
    expect(model.format).toBe("JSON");
    const broken = await findBroken(base, model.value ?? base.value, { decoding });
    expect(broken).toEqual({ format: "JSON", problem: "line 1, column 8: expected :" });
  });

  test("is merged as text over what somebody else stored", () => {
    const model = modelOf(base, '{\n  "max": 25,\n  "min": 2\n}');
    const theirs = keyOf(zip('{"max":24,"min":3}'));
    expect(mergeSides(model, theirs).theirText).toBe('{\n  "max": 24,\n  "min": 3\n}');
    expect(unzip(mergedValue('{\n  "max": 25,\n  "min": 3\n}', model, theirs))).toBe('{"max":25,"min":3}');
    expect(mergeSides(model, keyOf(valueFromText("plain"))).theirText).toBeUndefined();
  });
});

test("what cannot be written back is only shown, and says why", () => {
  const model = modelOf(keyOf(asValue(Uint8Array.from([...gzipSync("words"), 0, 7]))));
  expect(isTextLocked(model)).toBe(true);
  expect(checkObject(model)).toEqual({ tone: "warn", text: "read-only: other bytes follow the gzip data" });
  expect(equalBytes(model.value ?? model.base.value, model.base.value)).toBe(true);
});
