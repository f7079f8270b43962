import { expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import { kindOfChange, wantedChange } from "./wanted-change.ts";

const revision = asRevision(int64(3));
const facts = {
  key: keyFromText("/a"),
  createRevision: revision,
  modRevision: revision,
  version: int64(1),
  lease: noLease,
};

test.each([
  [{ source: facts }, "add"],
  [{ source: facts, found: facts }, "overwrite"],
  [{ found: facts }, "delete"],
  [{}, undefined],
] as const)("tells what %o does to its target: %s", (change, kind) => {
  expect(kindOfChange(change)).toBe(kind);
});

const mapKey = () => keyFromText("/mapped");

test("makes one side like the other, under the other's names", () => {
  const there = { ...facts, key: keyFromText("/b") };
  expect(wantedChange({ kind: "differs", left: facts, right: there }, "right", mapKey)).toEqual({
    target: there.key,
    source: facts,
    found: there,
  });
  expect(wantedChange({ kind: "only-left", left: facts }, "right", mapKey)).toEqual({
    target: keyFromText("/mapped"),
    source: facts,
  });
  expect(wantedChange({ kind: "only-left", left: facts }, "right").target).toEqual(facts.key);
  expect(wantedChange({ kind: "only-left", left: facts }, "left")).toEqual({ target: facts.key, found: facts });
});
