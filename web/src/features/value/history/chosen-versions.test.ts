import { expect, test } from "vitest";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { formatChosen, parseChosen } from "./chosen-versions.ts";

const revision = (at: number) => asRevision(int64(at));

test("the address names one version, two, or the newest", () => {
  for (const chosen of [{}, { revision: revision(7) }, { revision: revision(7), base: revision(3) }]) {
    expect(parseChosen(formatChosen(chosen))).toEqual(chosen);
  }
  expect(formatChosen({ revision: revision(7), base: revision(3) })).toBe("3..7");
  expect(parseChosen(undefined)).toBeUndefined();
});

test("what cannot be read shows the newest, and half of it the other half", () => {
  for (const wrong of ["", "latest", "0", "-3", "1e9", "..", "x..y"]) expect(parseChosen(wrong)).toEqual({});
  expect(parseChosen("..7")).toEqual({ revision: "7" });
  expect(parseChosen("7..")).toEqual({ revision: "7" });
});
