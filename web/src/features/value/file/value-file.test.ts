import { asValue, encodeUtf8, keyFromText, type Value } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { describe, expect, test } from "vitest";
import { buildEditorModel, largestValueBytes } from "#/features/value/text/editor-model.ts";
import { draftOfFile, fileNameOf, refuseFile } from "./value-file.ts";

const stored = (value: Value) => ({
  key: keyFromText("/a/b"),
  value,
  createRevision: asRevision(int64(1)),
  modRevision: asRevision(int64(2)),
  version: int64(1),
  lease: noLease,
});

test.each([
  ["/config/db/pool", "JSON", "pool.json"],
  ["/config/regions.json", "JSON", "regions.json"],
  ["/registry/pods/default/", "Kubernetes", "default.bin"],
  ["/a/b c:d", "plain", "d.txt"],
  ["/a/x y", "YAML", "x_y.yaml"],
  ["/etc/.env", "shell", "_env.sh"],
  ["/..", "plain", "value.txt"],
  ["///", "plain", "value.txt"],
  ["/ключ", "plain", "ключ.txt"],
  [`/${"n".repeat(300)}`, "plain", `${"n".repeat(200)}.txt`],
  [`/${"鍵".repeat(100)}`, "JSON", `${"鍵".repeat(66)}.json`],
  [`/n${"𠮷".repeat(100)}`, "plain", `n${"𠮷".repeat(49)}.txt`],
  ["/a/\u202etxt.\u0000exe", "plain", "_txt._exe.txt"],
  ["/C:\\..\\up", "plain", "up.txt"],
] as const)("the value of %s (%s) is saved as %s", (key, format, name) => {
  expect(fileNameOf(keyFromText(key), format)).toBe(name);
});

test("a key that is no text gives its file a name too", () => {
  expect(fileNameOf(new Uint8Array([0xff, 0xfe]), "binary")).toBe("value.bin");
});

describe("a file as a value", () => {
  const texts = [encodeUtf8("a\r\nb\n"), encodeUtf8(""), encodeUtf8("ключ"), new Uint8Array([0, 255, 10, 13])].map(
    asValue,
  );
  const pairs = texts.flatMap((before) =>
    texts.filter((after) => after !== before).map((after) => ({ before, after })),
  );
  test.each(pairs)("means its bytes, whatever it replaces", ({ before, after }) => {
    const base = stored(before);
    const model = buildEditorModel(base, draftOfFile(base, after));
    expect(model?.value).toEqual(after);
    expect(model?.dirty).toBe(true);
  });

  test("is refused where etcd would refuse it, and where nothing would change", () => {
    const base = stored(asValue(encodeUtf8("same")));
    const most = largestValueBytes(base.key);
    expect(refuseFile(base, 4, encodeUtf8("same"))).toContain("same bytes");
    expect(refuseFile(base, most, new Uint8Array(most))).toBeUndefined();
    expect(refuseFile(base, most + 1, undefined)).toContain("request limit");
  });
});
