import { asValue, keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { describe, expect, test } from "vitest";
import type { Encoding } from "#/lib/formats/encodings.ts";
import { buildEditorModel, checkEdit, describeSize } from "./editor-model.ts";

const at = (modRevision: number, text: string): KeyValue => ({
  key: keyFromText("/a"),
  value: valueFromText(text),
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(modRevision)),
  version: int64(1),
  lease: noLease,
});
const draftOf = (base: KeyValue, text: string, encoding: Encoding = "text") => ({ base, text, encoding });

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
    const draft = draftOf(at(5, "one"), "mine");
    const mine = { text: "mine", baseText: "one", dirty: true };
    expect(buildEditorModel(at(5, "one"), draft)).toMatchObject({ ...mine, overtaken: false });
    expect(buildEditorModel(at(6, "theirs"), draft)).toMatchObject({ ...mine, overtaken: true });
    // After a restore from a backup another write may have the number that the edit began from.
    expect(buildEditorModel(at(5, "theirs"), draft)).toMatchObject({ ...mine, overtaken: true });
  });

  test("keeps the format of what is stored while an edit breaks it, until a person chooses another", () => {
    const base = at(5, '{"enabled": true}');
    for (const text of ['{"enabled" true}', "{ enabled: true }", "[1,2,]", "a: 1\nb: 2\n", ""]) {
      expect(buildEditorModel(base, draftOf(base, text))?.format).toBe("JSON");
    }
    expect(buildEditorModel(base, draftOf(base, "a: 1"), { chosen: "YAML" })?.format).toBe("YAML");
    const words = at(5, "words");
    expect(buildEditorModel(words, draftOf(words, '{"a": 1}'))?.format).toBe("JSON");
  });

  test("keeps an edit of a key that somebody deleted", () => {
    expect(buildEditorModel(undefined, draftOf(at(5, "one"), "mine"))).toMatchObject({ text: "mine", overtaken: true });
    expect(buildEditorModel(undefined, undefined)).toBeUndefined();
  });

  test("has nothing left to save where somebody else wrote the very same", () => {
    expect(buildEditorModel(at(6, "mine"), draftOf(at(5, "one"), "mine"))).toMatchObject({
      base: { modRevision: "6" },
      dirty: false,
      overtaken: false,
    });
  });

  test("goes on from a write that left the value as it was, such as a change of lease", () => {
    expect(buildEditorModel(at(6, "one"), draftOf(at(5, "one"), "mine"))).toMatchObject({
      base: { modRevision: "6" },
      text: "mine",
      dirty: true,
      overtaken: false,
    });
  });

  test("remembers the spelling without calling it an edit, and follows what others write", () => {
    const draft = draftOf(at(5, "AB"), "41 42", "hex");
    expect(buildEditorModel(at(5, "AB"), draft)).toMatchObject({ encoding: "hex", text: "41 42", dirty: false });
    expect(buildEditorModel(at(6, "CD"), draft)).toMatchObject({ encoding: "hex", text: "43 44", dirty: false });
  });

  test("takes other spellings of the same bytes for no change, and leaves them as they are typed", () => {
    expect(buildEditorModel(at(5, "\u00ff"), draftOf(at(5, "\u00ff"), "C3BF ", "hex"))).toMatchObject({
      text: "C3BF ",
      dirty: false,
    });
    expect(buildEditorModel(at(5, "AB"), draftOf(at(5, "AB"), "41 4", "hex"))).toMatchObject({
      dirty: true,
      value: undefined,
    });
  });

  test("shows no text where the bytes are none", () => {
    const binary = { ...at(6, ""), value: asValue(Uint8Array.of(0xff)) };
    expect(buildEditorModel(binary, draftOf(at(5, "one"), "one"))).toMatchObject({ encoding: "hex", text: "ff" });
  });

  test("goes by the format that was chosen, where it is text", () => {
    expect(buildEditorModel(at(5, "a: 1"), undefined, { chosen: "YAML" })).toMatchObject({ format: "YAML" });
    expect(buildEditorModel(at(5, "k8s\u0000x"), undefined, { chosen: "YAML" })).toMatchObject({
      format: "Kubernetes",
    });
  });
});

const check = (base: KeyValue, text: string, encoding: Encoding) => {
  const model = buildEditorModel(base, draftOf(base, text, encoding));
  return model && checkEdit(model);
};

describe("what is said before a save", () => {
  test("hex and base64 must be whole", () => {
    const binary = { ...at(5, ""), value: asValue(Uint8Array.of(0xff)) };
    expect(check(binary, "ff 0", "hex")).toMatchObject({ tone: "bad" });
    expect(check(binary, "ff 00", "hex")).toBeUndefined();
    expect(check(binary, "/w=", "base64")).toMatchObject({ tone: "bad" });
  });

  test("a value beyond etcd's limit is told before it is sent", () => {
    expect(check(at(5, "x"), "x".repeat(1_600_000), "text")).toMatchObject({
      tone: "warn",
      text: "1,600,000 B: over etcd's default request limit of 1.5 MiB (--max-request-bytes)",
    });
  });

  test("the size stands beside etcd's limit", () => {
    const model = buildEditorModel(at(5, "x"), draftOf(at(5, "x"), "é".repeat(1000), "text"));
    expect(model && describeSize(model)).toBe("2,000 B of 1.6 MB");
  });
});
