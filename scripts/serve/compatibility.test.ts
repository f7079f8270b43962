import { expect, it } from "vitest";
import { parseCompatibility } from "./compatibility.ts";

it("reads date and flags, also when the list takes several lines", () => {
  const toml = 'name = "x"\ncompatibility_date = "2026-11-01"\ncompatibility_flags = [\n  "one",\n  "two",\n]\n';
  expect(parseCompatibility(toml)).toEqual({ date: "2026-11-01", flags: ["one", "two"] });
});

it("takes no flags for none", () => {
  expect(parseCompatibility('compatibility_date = "2026-11-01"').flags).toEqual([]);
});

it("fails without a date", () => {
  expect(() => parseCompatibility('# compatibility_date = "2026-11-01"')).toThrow("compatibility_date");
});
