import { expect, test } from "vitest";
import { equivalentTarget } from "./equivalent-target.ts";

test("a free address is named, a configured connection only by its name", () => {
  expect(
    equivalentTarget({ ref: { kind: "free", host: "::1", port: 2379, tls: true, user: "a" }, user: "a", tls: true }),
  ).toEqual({ endpoints: ["https://[::1]:2379"], user: "a", worker: { host: "::1", port: 2379, tls: true } });
  expect(equivalentTarget({ ref: { kind: "configured", name: "prod" }, user: "", tls: false })).toEqual({
    endpoints: [],
    user: "",
    worker: { connection: "prod" },
  });
});
