import { beforeEach, expect, test } from "vitest";
import { rememberCommand, rememberRequest, useConsoleHistory } from "./console-history.ts";

beforeEach(() => useConsoleHistory.setState({ commands: {}, requests: {} }));

test("commands are kept by connection, in their order, the same twice in a row once", () => {
  for (const command of ["get a", "get b", "get b", "get a", "  "]) rememberCommand("one", command);
  rememberCommand("two", "get c");
  expect(useConsoleHistory.getState().commands).toEqual({ one: ["get a", "get b", "get a"], two: ["get c"] });
});

test("a request that was sent before moves to the end, and very long ones are not kept", () => {
  const [a, b] = [
    { path: "/v3/kv/range", body: "{}" },
    { path: "/v3/kv/put", body: "{}" },
  ];
  for (const request of [a, b, a, { path: "/v3/kv/put", body: "x".repeat(30_000) }]) rememberRequest("one", request);
  expect(useConsoleHistory.getState().requests["one"]).toEqual([b, a]);
});
