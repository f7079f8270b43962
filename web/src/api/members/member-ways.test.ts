import { QueryClient } from "@tanstack/react-query";
import { describe, expect, test, vi } from "vitest";
import { aMember } from "../../../../shared/test/cluster-facts.ts";
import type { Place } from "#/api/client/place.ts";
import { nextWay, ownPlaces, waysQuery, waysTo } from "./member-ways.ts";

const place: Place = { kind: "endpoint", endpoint: 0 };
const member = aMember(0);

test("which member is behind an endpoint is asked once, and again only while one is silent", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const silent = new Set([1]);
  const asked: unknown[] = [];
  const call = (_: unknown, { place: to }: { readonly place: Place }) => {
    const at = to.kind === "endpoint" ? Number(to.endpoint) : 0;
    asked.push(at);
    return silent.has(at) ? Promise.reject(new Error("silent")) : Promise.resolve({ header: { memberId: String(at) } });
  };
  const client = new QueryClient();
  const connection = Object({ id: "prod", ref: { kind: "configured", name: "prod" }, endpoints: 2 });
  const look = async () => (await client.fetchQuery(waysQuery(Object({ call }), connection))).size;
  expect([await look(), await look()]).toEqual([1, 1]);
  silent.clear();
  vi.setSystemTime(Date.now() + 61_000);
  expect([await look(), await look()]).toEqual([2, 2]);
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(await look()).toBe(2);
  expect(asked).toEqual([0, 1, 0, 1]);
  vi.useRealTimers();
});

describe("the ways to a member", () => {
  const configured = { ref: { kind: "configured", name: "prod" }, endpoints: 2 } as const;
  const free = { ref: { kind: "free", host: "10.0.0.0", port: 2379, tls: false, user: "" } } as const;

  test("are the endpoint that it was found behind, then its client URLs", () => {
    expect(ownPlaces(configured)).toEqual([place, { kind: "endpoint", endpoint: 1 }]);
    expect(waysTo(member, configured, new Map([[member.id, place]]))).toEqual([
      place,
      { kind: "endpoint", endpoint: "http://10.0.0.0:2379" },
    ]);
    expect(waysTo(member, configured, new Map())).toEqual([{ kind: "endpoint", endpoint: "http://10.0.0.0:2379" }]);
  });

  test("of a free connection are hosts", () => {
    expect(ownPlaces(free)).toEqual([{ kind: "any" }]);
    const pair = { ref: { ...free.ref, others: [{ host: "b", port: 1 }] } };
    expect(ownPlaces(pair)).toEqual([
      { kind: "host", host: "10.0.0.0", port: 2379, tls: false },
      { kind: "host", host: "b", port: 1, tls: false },
    ]);
    const listed = aMember(1, { clientUrls: ["https://[::1]:2379/", "unix://x"] });
    expect(waysTo(listed, free, new Map())).toEqual([{ kind: "host", host: "::1", port: 2379, tls: true }]);
  });

  test("are tried one after the other, again and again", () => {
    const ways = [place, { kind: "any" } as const];
    expect([0, 1, 2].map((tried) => nextWay(ways, tried)?.kind)).toEqual(["endpoint", "any", "endpoint"]);
    expect(nextWay([], 0)).toBeUndefined();
  });
});
