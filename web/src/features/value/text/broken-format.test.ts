import { asValue, keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { expect, test, vi } from "vitest";
import { findBroken } from "./broken-format.ts";

const stored = (text: string): KeyValue => ({
  key: keyFromText("/a"),
  value: valueFromText(text),
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(3)),
  version: int64(1),
  lease: noLease,
});
const broken = (before: string, after: string) => findBroken(stored(before), valueFromText(after), {});

test("a save that makes valid JSON invalid is known, whatever else the text could be", async () => {
  expect(await broken('{"a": 1}', '{"a" 1}')).toEqual({ format: "JSON", problem: "line 1, column 6: expected :" });
  expect(await broken('{"a": 1}', "a: 1")).toMatchObject({ format: "JSON" });
  expect(await broken("a: 1\nb: 2\n", "a: 1\n  b: [2\n")).toMatchObject({ format: "YAML" });
});

test("what was invalid before, has no rules or stays valid is no question", async () => {
  expect(await broken('{"a" 1}', '{"a" 2}')).toBeUndefined();
  expect(await broken("words", "{")).toBeUndefined();
  expect(await broken('{"a": 1}', '{"a": 2}')).toBeUndefined();
});

test("bytes that are not text any more break a text", async () => {
  const after = asValue(Uint8Array.of(0x7b, 0xff, 0x7d));
  expect(await findBroken(stored('{"a": 1}'), after, {})).toEqual({
    format: "JSON",
    problem: "not UTF-8 text",
  });
});

test("a checker that cannot be loaded, as after a new version was deployed, keeps nobody from saving", async () => {
  vi.resetModules();
  vi.doMock("#/lib/formats/yaml-text.ts", () => {
    throw new Error("404");
  });
  const { findBroken: find } = await import("./broken-format.ts");
  const after = valueFromText("a: 1\n  b: [2\n");
  expect(await find(stored("a: 1\nb: 2\n"), after, {})).toBeUndefined();
  vi.doUnmock("#/lib/formats/yaml-text.ts");
});
