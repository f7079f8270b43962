import { expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import { kindOfChange } from "./wanted-change.ts";

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
