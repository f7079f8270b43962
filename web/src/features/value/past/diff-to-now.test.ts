import { keyFromText, valueFromText, type Value } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { expect, test } from "vitest";
import { buildEditorModel, type WantedView } from "#/features/value/text/editor-model.ts";
import { loadCodec } from "#/lib/kubernetes/load-codec.ts";
import { diffToNow } from "./diff-to-now.ts";

const at = (value: Value): KeyValue => ({
  key: keyFromText("/registry/secrets/shop/db"),
  value,
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(5)),
  version: int64(1),
  lease: noLease,
});

function sidesOf(then: Value, now: Value | undefined, wanted: WantedView) {
  const model = buildEditorModel(at(then), undefined, wanted);
  if (model === undefined) throw new Error("no model");
  return diffToNow(model, now && at(now), wanted);
}

test("a value is told beside what it is now, or beside nothing", () => {
  expect(sidesOf(valueFromText("1"), valueFromText("2"), {})).toEqual({ before: "1", after: "2" });
  expect(sidesOf(valueFromText("1"), undefined, {})).toEqual({ before: "1", after: "" });
});

test("of a Secret only what differs is told, in the form that is shown, until its data is asked for", async () => {
  const codec = await loadCodec();
  const { stored } = recordedObject("Secret");
  const written = codec.write((codec.text(stored, "yaml") ?? "").replace("YWRtaW4=", "cm9vdA=="), stored);
  if (!("bytes" in written)) throw new Error("not encoded");
  const masked = sidesOf(stored, written.bytes, { codec });
  expect(masked.before).toContain("user: •••••• (old)");
  expect(masked.after).toContain("user: •••••• (new)");
  expect(sidesOf(stored, written.bytes, { codec, encoding: "kube-json" }).after).toContain('"user": "•••••• (new)"');
  const same = sidesOf(stored, stored, { codec });
  expect(same.before).toBe(same.after);
  const revealed = sidesOf(stored, written.bytes, { codec, revealed: true });
  expect([revealed.before.includes("YWRtaW4="), revealed.after.includes("cm9vdA==")]).toEqual([true, true]);
});
