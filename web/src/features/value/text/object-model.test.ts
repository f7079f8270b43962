import { keyFromText, type Value } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { beforeAll, describe, expect, test } from "vitest";
import { loadCodec } from "#/lib/kubernetes/load-codec.ts";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";
import type { Draft } from "#/stores/drafts.ts";
import { parseDraft, writeDraft } from "#/stores/stored-draft.ts";
import { mergedValue } from "../merge/merge-sides.ts";
import { buildEditorModel, checkEdit, type WantedView } from "./editor-model.ts";
import { makeDraft } from "./make-draft.ts";
import { checkObject, describeDecoded, describeUnknownFields, isTextLocked } from "./object-check.ts";

const pod = recordedObject("Pod").stored;
let codec: ObjectCodec;
beforeAll(async () => {
  codec = await loadCodec();
});

const at = (value: Value, revision = 5): KeyValue => ({
  key: keyFromText("/registry/pods/shop/cart"),
  value,
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(revision)),
  version: int64(1),
  lease: noLease,
});

const modelOf = (base: KeyValue, draft?: Draft, wanted: WantedView = {}) => {
  const model = buildEditorModel(base, draft, { codec, ...wanted });
  if (model === undefined) throw new Error("no model");
  return model;
};

const edited = (base: KeyValue, from: string, to: string, style: "kube-yaml" | "kube-json" = "kube-yaml") =>
  makeDraft(base, style, {
    text: modelOf(base, undefined, { encoding: style }).text.replace(from, to),
    form: undefined,
  });

describe("an object of Kubernetes in the value pane", () => {
  test("is shown as YAML, says what it is and that it can be edited", () => {
    const model = modelOf(at(pod));
    expect(model).toMatchObject({ encoding: "kube-yaml", format: "Kubernetes", dirty: false, problem: undefined });
    expect(model.object).toMatchObject({ kind: "Pod", apiVersion: "v1" });
    expect(checkObject(model)).toEqual({ tone: "ok", text: "encodes back to the same bytes" });
    expect(describeDecoded(model)).toBe("As YAML, decoded from protobuf");
    expect(describeDecoded(modelOf(at(pod), undefined, { encoding: "hex" }))).toBeUndefined();
    expect(modelOf(at(pod), undefined, { encoding: "kube-json" }).text).toMatch(/^\{\n {4}"apiVersion": "v1",/);
    expect(modelOf(at(pod), undefined, { encoding: "hex" }).encoding).toBe("hex");
  });

  test("stays hex where the codec is not there", () => {
    expect(buildEditorModel(at(pod), undefined)).toMatchObject({ encoding: "hex", object: undefined });
  });

  test("an edit is saved as protobuf, and outlives a reload before the codec is there", () => {
    const draft = edited(at(pod), "node-3", "node-4");
    const model = modelOf(at(pod), draft);
    expect(model).toMatchObject({ dirty: true, problem: undefined, baseText: modelOf(at(pod)).text });
    expect(codec.text(model.value ?? pod, "yaml")).toBe(draft.text);
    const kept = parseDraft(JSON.parse(writeDraft(draft) ?? ""));
    expect(kept).toEqual(draft);
    expect(buildEditorModel(at(pod), kept)?.value).toEqual(model.value);
  });

  test("an edit whose comments would be lost says so beside what it is", () => {
    const model = modelOf(at(pod), edited(at(pod), "node-3", "node-4 # moved"));
    expect(model).toMatchObject({ dirty: true, problem: undefined });
    expect(checkObject(model)).toEqual({ tone: "warn", text: "comments are not saved" });
  });

  test("an edit that cannot be encoded says where, and is kept", () => {
    const draft = edited(at(pod), "nodeName:", "nodName:");
    const model = modelOf(at(pod), draft);
    expect(model).toMatchObject({ dirty: true, value: undefined });
    expect(checkEdit(model)).toEqual({ tone: "bad", text: "line 64, column 3: Unknown field “nodName”" });
    expect(parseDraft(JSON.parse(writeDraft(draft) ?? ""))).toEqual(draft);
  });

  test("an edit is merged with another one line by line, over the other's bytes", () => {
    const theirs = codec.write(modelOf(at(pod)).text.replace("cart:2.14.1", "cart:2.15.0"), pod);
    if (!("bytes" in theirs)) throw new Error("not encoded");
    const model = modelOf(at(theirs.bytes, 6), edited(at(pod), "node-3", "node-4"));
    expect(model.overtaken).toBe(true);
    const merged = (codec.text(theirs.bytes, "yaml") ?? "").replace("node-3", "node-4");
    const value = mergedValue(merged, model, at(theirs.bytes, 6));
    expect(value && codec.text(value, "yaml")).toBe(merged);
  });
});

describe("a Secret", () => {
  const secret = recordedObject("Secret").stored;
  test("shows neither its data nor its bytes until it is asked for them, and is not edited before", () => {
    const hidden = modelOf(at(secret), undefined, { encoding: "hex" });
    expect(hidden.encoding).toBe("kube-yaml");
    expect(hidden.text).not.toContain("YWRtaW4=");
    expect(isTextLocked(hidden)).toBe(true);
    const shown = modelOf(at(secret), undefined, { revealed: true });
    expect(shown.text).toContain("YWRtaW4=");
    expect(isTextLocked(shown)).toBe(false);
  });

  test("tells in a comparison which of its data differs, and no more", () => {
    const after = codec.write((codec.text(secret, "yaml") ?? "").replace("YWRtaW4=", "cm9vdA=="), secret);
    if (!("bytes" in after)) throw new Error("not encoded");
    const pair = codec.pair(secret, after.bytes);
    expect(pair?.before).toContain("  key: ••••••\n  user: •••••• (old)\n");
    expect(pair?.after).toContain("  key: ••••••\n  user: •••••• (new)\n");
    expect(pair?.note).toBe("As YAML, decoded from protobuf, Secret data hidden");
  });
});

test("fields of a newer version are counted", () => {
  expect(describeUnknownFields(modelOf(at(pod)))).toBeUndefined();
});
