import { describe, expect, test } from "vitest";
import type { Endpoint } from "#/model/transport.ts";
import { EndpointFitness, memberRefusalOf, needOf } from "./endpoint-fitness.ts";

const at = (port: number): Endpoint => ({ host: "etcd", port, tls: false });
const [one, two] = [at(1), at(2)];
const endpoints = [one, two, at(3)];

function memory() {
  const clock = { ms: 0 };
  const fitness = new EndpointFitness({ unfitMs: 100, longestMs: 300, capacity: 3, now: () => clock.ms });
  const order = (need: "member" | "cluster" = "cluster") => fitness.order(endpoints, need).map(({ port }) => port);
  return { clock, fitness, order };
}

describe("an endpoint", () => {
  test("that failed comes last until its time is up", () => {
    const { clock, fitness, order } = memory();
    fitness.failed(one, "member");
    expect(order()).toEqual([2, 3, 1]);
    clock.ms = 99;
    expect(order()).toEqual([2, 3, 1]);
    clock.ms = 100;
    expect(order()).toEqual([1, 2, 3]);
  });

  test("that fails again and again comes last for longer, up to a limit, until it serves", () => {
    const { clock, fitness, order } = memory();
    for (const untilMs of [100, 300, 600, 900]) {
      fitness.failed(one, "member");
      clock.ms = untilMs - 1;
      expect(order()).toEqual([2, 3, 1]);
      clock.ms = untilMs;
      expect(order()).toEqual([1, 2, 3]);
    }
    expect(fitness.isDoubtful(one)).toBe(true);
    fitness.served(one, "cluster");
    expect(fitness.isDoubtful(one)).toBe(false);
    expect(order()).toEqual([1, 2, 3]);
  });

  test("without a leader serves what one member can say by itself, and nothing else", () => {
    const { fitness, order } = memory();
    fitness.failed(one, "cluster");
    fitness.served(one, "member");
    expect(order("member")).toEqual([1, 2, 3]);
    expect(order("cluster")).toEqual([2, 3, 1]);
  });

  test("is trusted for as long as its last answer is fresh, and not once it failed", () => {
    const { clock, fitness } = memory();
    expect(fitness.isTrusted(one, "cluster", 50)).toBe(false);
    fitness.served(one, "cluster");
    clock.ms = 50;
    expect(fitness.isTrusted(one, "cluster", 50)).toBe(true);
    expect(fitness.isTrusted(two, "cluster", 50)).toBe(false);
    clock.ms = 51;
    expect(fitness.isTrusted(one, "cluster", 50)).toBe(false);
    fitness.served(one, "cluster");
    fitness.failed(one, "member");
    clock.ms = 1000;
    expect(fitness.isTrusted(one, "cluster", 5000)).toBe(false);
  });

  test("is told from the same address by TLS, or over another service", () => {
    const { fitness } = memory();
    fitness.failed(one, "member");
    const others = [{ ...one, tls: true }, { ...one, tls: true, binding: "ETCD0" }, one];
    expect(fitness.order(others, "cluster")).toEqual(others);
  });

  test("is forgotten when too many others came", () => {
    const { fitness, order } = memory();
    fitness.failed(one, "member");
    for (const port of [11, 12, 13]) fitness.failed({ host: "other", port, tls: false }, "member");
    expect(order()).toEqual([1, 2, 3]);
  });
});

test.each<[string, string | undefined, string]>([
  ["/v3/kv/range", "{}", "cluster"],
  ["/v3/kv/range", '{"key":"YQ==","serializable": true}', "member"],
  ["/v3/kv/range", '{"key":"YQ==","serializable":false}', "cluster"],
  ["/v3/kv/put", '{"serializable":true}', "cluster"],
  ["/v3/watch", "{}", "cluster"],
  ["/v3/maintenance/status", "{}", "member"],
  ["/v3/maintenance/snapshot", "{}", "member"],
  ["/v3/auth/authenticate", "{}", "cluster"],
  ["/health", undefined, "cluster"],
  ["/version", undefined, "cluster"],
  ["/metrics", undefined, "member"],
])("%s with %s needs a %s", (path, body, need) => {
  expect(needOf({ path, ...(body !== undefined && { body }) })).toBe(need);
});

const refusal = (path: string, status: number, body: unknown) =>
  memberRefusalOf(
    { path },
    {
      status,
      fields: [],
      text: typeof body === "string" ? body : JSON.stringify(body),
      parsed: typeof body === "string" ? null : body,
      truncated: false,
    },
  );

describe("a refusal", () => {
  const range = "/v3/kv/range";

  test.each<[string, number, unknown, boolean]>([
    ["no leader", 503, { code: 14, message: "etcdserver: no leader" }, false],
    ["a time-out within etcd", 503, { code: 14, message: "etcdserver: request timed out" }, false],
    ["a proxy without an etcd", 502, "<html>Bad Gateway</html>", false],
    ["a proxy that gave up", 504, "upstream", false],
    ["a learner, 3.5", 503, { code: 14, message: "etcdserver: rpc not supported for learner" }, true],
    ["a learner, 3.6", 400, { code: 9, message: "etcdserver: rpc not supported for learner" }, true],
    ["a port without a gateway, or a proxy", 404, "404 page not found\n", false],
  ])("for %s is the member's", (_name, status, body, isUntouched) => {
    expect(refusal(range, status, body)).toEqual({ need: "cluster", isUntouched });
  });

  test.each<[string, string, number, unknown]>([
    ["a wrong request", range, 400, { code: 3, message: "etcdserver: key is not provided" }],
    ["a lack of rights", range, 403, { code: 7, message: "etcdserver: permission denied" }],
    ["a lack of space", "/v3/kv/put", 429, { code: 8, message: "etcdserver: mvcc: database space exceeded" }],
    [
      "a lease that is not there",
      "/v3/lease/revoke",
      404,
      { code: 5, message: "etcdserver: requested lease not found" },
    ],
    ["a path of later versions", "/v3/auth/status", 404, "Not Found"],
    ["health that says no", "/health", 503, { health: "false" }],
  ])("for %s is everybody's", (_name, path, status, body) => {
    expect(refusal(path, status, body)).toBeUndefined();
  });
});
