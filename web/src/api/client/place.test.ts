import { expect, test } from "vitest";
import { placed, placeOfUrl } from "./place.ts";

test("a free host takes the place of another, with the same user", () => {
  const free = { host: "a", port: 1, tls: true, username: "u", password: "p" };
  expect(placed(free, { kind: "host", host: "b", port: 2, tls: false })).toEqual({
    host: "b",
    port: 2,
    username: "u",
    password: "p",
  });
  expect(placed(free, { kind: "any" })).toBe(free);
  const several = { endpoints: ["http://a:1", "http://b:2"], readOnly: true };
  const other = { kind: "host", host: "b", port: 2, tls: false } as const;
  expect(placed(several, other)).toEqual({ host: "b", port: 2, readOnly: true });
});

test("a member's client URL is an endpoint of a configured connection, and a host of a free one", () => {
  expect(placeOfUrl("http://a:2379/", { kind: "configured" })).toEqual({ kind: "endpoint", endpoint: "http://a:2379" });
  expect(placeOfUrl("https://[::1]:2379", { kind: "free" })).toEqual({
    kind: "host",
    host: "::1",
    port: 2379,
    tls: true,
  });
  expect(placeOfUrl("http://a", { kind: "free" })).toBeUndefined();
});
