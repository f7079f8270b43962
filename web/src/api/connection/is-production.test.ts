import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isProduction } from "./is-production.ts";

describe("production", () => {
  test("is a connection that is red, or is named so", () => {
    expect(isProduction({ name: "eu-1", colour: "red" })).toBe(true);
    expect(isProduction({ name: "prod" })).toBe(true);
    expect(isProduction({ name: "eu-1", label: "Production, Frankfurt" })).toBe(true);
    expect(isProduction({ name: "eu_prod_2" })).toBe(true);
  });

  test("is nothing that only sounds like it", () => {
    expect(isProduction({ name: "product-catalogue", colour: "amber" })).toBe(false);
    expect(isProduction({ name: "reproduction", label: "Products" })).toBe(false);
    expect(isProduction({ name: "staging" })).toBe(false);
  });

  test("is what the configuration says, whatever name and colour suggest", () => {
    expect(isProduction({ name: "prod", label: "Production", colour: "red", production: false })).toBe(false);
    expect(isProduction({ name: "live", colour: "green", production: true })).toBe(true);
  });

  test("is judged in one place", () => {
    const source = join(import.meta.dirname, "../..");
    const judging = readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
      .filter((file) =>
        /(?:colour|color)\s*[=!]==?\s*"red"|isProduction\(/.test(readFileSync(join(source, file), "utf8")),
      );
    expect(judging.map((file) => file.replaceAll("\\", "/")).toSorted()).toEqual([
      "api/connection/connection.ts",
      "api/connection/is-production.ts",
      "api/connection/marks-of.ts",
      "features/connections/own-card.tsx",
    ]);
  });
});
