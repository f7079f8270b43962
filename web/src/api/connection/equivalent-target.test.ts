import { expect, test } from "vitest";
import { equivalentTarget } from "./equivalent-target.ts";

test("a free address is named, a configured connection only by its name", () => {
  expect(
    equivalentTarget({ ref: { kind: "free", host: "::1", port: 2379, tls: true, user: "a" }, user: "a", tls: true }),
  ).toEqual({ endpoints: ["https://[::1]:2379"], user: "a", worker: { host: "::1", port: 2379, tls: true } });
  const pair = { kind: "free", host: "a", port: 1, others: [{ host: "b", port: 2 }], tls: false, user: "" } as const;
  const endpoints = ["http://a:1", "http://b:2"];
  expect(equivalentTarget({ ref: pair, user: "", tls: false })).toEqual({ endpoints, user: "", worker: { endpoints } });
  expect(equivalentTarget({ ref: { kind: "configured", name: "prod" }, user: "", tls: false })).toEqual({
    endpoints: [],
    user: "",
    worker: { connection: "prod" },
  });
});
