import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { noLease } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { changeTexts } from "./import-change-model.ts";

const opened = (before: Uint8Array<ArrayBuffer> | undefined, after: Uint8Array<ArrayBuffer>) => ({
  line: 1,
  key: keyFromText("a"),
  before: before && { value: before, lease: noLease },
  after: { value: after, lease: noLease },
});

test("two texts are compared as texts, and a new key with nothing", () => {
  expect(changeTexts(opened(valueFromText("old"), valueFromText("new")))).toEqual({ before: "old", after: "new" });
  expect(changeTexts(opened(undefined, valueFromText("new")))).toEqual({ before: "", after: "new" });
});

test("where either is no text, both are compared in hex", () => {
  const changed = changeTexts(opened(valueFromText("old"), Uint8Array.of(0xff, 0)));
  expect(changed).toEqual({ before: "6f 6c 64", after: "ff 00" });
});
