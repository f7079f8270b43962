import { describe, expect, test } from "vitest";
import { isProduction } from "./is-production.ts";

const named = (name: string, label = name) => ({ ref: { kind: "configured", name } as const, label });

describe("production", () => {
  test("is what the configuration colours red, or names so", () => {
    expect(isProduction({ ...named("eu-1"), colour: "red" })).toBe(true);
    expect(isProduction(named("prod"))).toBe(true);
    expect(isProduction(named("eu-1", "Production, Frankfurt"))).toBe(true);
    expect(isProduction(named("eu_prod_2"))).toBe(true);
  });

  test("is nothing else: not a product, not another colour, not an address that somebody typed", () => {
    expect(isProduction({ ...named("product-catalogue"), colour: "amber" })).toBe(false);
    expect(isProduction(named("staging"))).toBe(false);
    const free = { kind: "free", host: "prod", port: 2379, tls: false, user: "" } as const;
    expect(isProduction({ ref: free, label: "prod:2379" })).toBe(false);
  });
});
