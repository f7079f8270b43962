import { decodeUtf8, keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { describe, expect, test } from "vitest";
import { makeDraft } from "./make-draft.ts";
import { buildEditorModel, type EditorModel } from "./editor-model.ts";
import {
  chooseLayout,
  describeLayout,
  diffSides,
  layoutChoices,
  showFormatted,
  storedLayout,
  textIn,
  type Choice,
  type LaidOut,
} from "./stored-layout.ts";

const stored = (text: string): KeyValue => ({
  key: keyFromText("/a"),
  value: valueFromText(text),
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(3)),
  version: int64(1),
  lease: noLease,
});
const minified = '{"id":12345678901234567890,"id":1e400,"s":"\\u00e9"}';
const lines = '{\n  "id": 12345678901234567890,\n  "id": 1e400,\n  "s": "\\u00e9"\n}';

const open = (base: KeyValue, edit?: Partial<LaidOut>, formatted = true): EditorModel => {
  const draft = edit && makeDraft(base, "text", { text: "", form: undefined, ...edit });
  const model = buildEditorModel(base, draft, { formatted });
  if (model === undefined) throw new Error("there is a key");
  return model;
};
const bytes = ({ value }: EditorModel) => value && decodeUtf8(value);
/** The editor after a choice. */
const chosen = (model: EditorModel, choice: Choice): EditorModel => {
  if ("refused" in choice) throw new Error(choice.refused);
  return open(model.base, choice);
};

describe("minified JSON", () => {
  test("is shown and edited formatted, stored minified, and no edit as long as no token changes", () => {
    const clean = open(stored(minified));
    expect(clean).toMatchObject({ text: lines, baseText: lines, form: "kept", dirty: false });
    expect(bytes(clean)).toBe(minified);
    const spaced = open(stored(minified), { form: "kept", text: `${lines}\n\n` });
    expect(spaced).toMatchObject({ dirty: false, text: `${lines}\n\n` });
    const edited = open(stored(minified), { form: "kept", text: lines.replace("1e400", "2e400") });
    expect(edited).toMatchObject({ dirty: true, baseText: lines });
    expect(bytes(edited)).toBe(minified.replace("1e400", "2e400"));
    expect(diffSides(edited)).toEqual({ before: lines, after: lines.replace("1e400", "2e400") });
    expect(describeLayout(edited)).toBe("Stored form: minified");
  });

  test("is shown as it is stored where that is wanted, as bytes, or as another format", () => {
    expect(open(stored(minified), undefined, false)).toMatchObject({ text: minified, form: undefined });
    const hex = buildEditorModel(stored(minified), undefined, { formatted: true, encoding: "hex" });
    // Its tree can still be shown.
    expect(hex).toMatchObject({ encoding: "hex", form: undefined, format: "JSON" });
    const plain = buildEditorModel(stored(minified), undefined, { formatted: true, chosen: "plain" });
    expect(plain).toMatchObject({ text: minified, form: undefined });
    expect(open(stored(lines))).toMatchObject({ text: lines, form: undefined });
    expect(open(stored('{"a":'))).toMatchObject({ text: '{"a":', form: undefined });
  });

  test("can be stored formatted, which is an edit without a changed line, and goes back to the byte", () => {
    const base = stored(minified);
    const clean = open(base);
    const layout = storedLayout(clean);
    expect(layout && layoutChoices(layout)).toEqual(["minified", "formatted"]);
    const formatted = chosen(clean, chooseLayout(clean, "formatted"));
    expect(formatted).toMatchObject({ dirty: true, text: lines, form: undefined });
    expect(bytes(formatted)).toBe(lines);
    expect(diffSides(formatted)).toEqual({ before: lines, after: lines });
    expect(describeLayout(formatted)).toBe("Stored form: minified → formatted");
    const back = chosen(formatted, chooseLayout(formatted, "minified"));
    expect(back).toMatchObject({ dirty: false, form: "kept" });
    expect(bytes(back)).toBe(minified);
  });

  test("is switched between both views without a change of what a save would write", () => {
    const base = stored('{"a": 1,"b":2}');
    const typed = '{\n  "a": 1,\n  "b": 3\n}';
    const formatted = open(base, { form: "kept", text: typed });
    const raw = chosen(formatted, showFormatted(formatted, false));
    expect(raw).toMatchObject({ text: '{"a": 1,"b":3}', form: undefined, baseText: '{"a": 1,"b":2}' });
    expect(chosen(raw, showFormatted(raw, true))).toMatchObject({ text: typed, form: "kept" });
    // What was typed between the tokens would be lost by it.
    const spaced = open(base, { text: '{"a": 1,   "b":3}' });
    expect(showFormatted(spaced, true)).toMatchObject({ refused: expect.stringContaining("spacing") });
    const broken = open(base, { text: '{"a": 1,' });
    expect(showFormatted(broken, true)).toMatchObject({ refused: expect.stringContaining("invalid") });
  });

  test("comes back formatted from another encoding, unless its spacing was edited there", () => {
    const base = stored(minified);
    const value = valueFromText(minified.replace("1e400", "2"));
    expect(textIn("text", { base, value }, true)).toEqual({ text: lines.replace("1e400", "2"), form: "kept" });
    expect(textIn("text", { base, value }, false)).toMatchObject({ form: undefined });
    const spaced = valueFromText(minified.replace(",", " ,"));
    expect(textIn("text", { base, value: spaced }, true)).toEqual({ text: decodeUtf8(spaced), form: undefined });
    expect(textIn("hex", { base, value }, true).text).toMatch(/^7b 22/);
  });
});

describe("JSON on several lines", () => {
  const custom = '{\n    "a": 1\n}';

  test("is shown as it is, can be stored minified, and goes back", () => {
    const clean = open(stored(custom));
    const small = chosen(clean, chooseLayout(clean, "minified"));
    expect(small).toMatchObject({ text: custom, form: "minified", dirty: true });
    expect(bytes(small)).toBe('{"a":1}');
    expect(describeLayout(small)).toBe("Stored form: custom → minified");
    expect(chosen(small, chooseLayout(small, "custom"))).toMatchObject({ dirty: false, form: undefined });
  });

  test("can be stored formatted; its own layout comes back as long as no token has changed", () => {
    const clean = open(stored(custom));
    const pretty = chosen(clean, chooseLayout(clean, "formatted"));
    expect(bytes(pretty)).toBe('{\n  "a": 1\n}');
    expect(chosen(pretty, chooseLayout(pretty, "custom"))).toMatchObject({ text: custom, dirty: false });
    const edited = open(stored(custom), { text: '{\n  "a": 2\n}' });
    expect(chooseLayout(edited, "custom")).toMatchObject({ refused: expect.stringContaining("Discard") });
  });

  test("that is not valid is refused, and nothing but JSON has a stored form", () => {
    const broken = open(stored(custom), { text: "{" });
    expect(chooseLayout(broken, "formatted")).toMatchObject({ refused: expect.stringContaining("invalid") });
    expect(storedLayout(broken)).toEqual({ before: "custom", after: undefined });
    expect(describeLayout(broken)).toBeUndefined();
    expect(storedLayout(open(stored("words")))).toBeUndefined();
  });
});
