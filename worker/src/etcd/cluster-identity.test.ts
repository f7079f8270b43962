import { describe, expect, test } from "vitest";
import type { Endpoint } from "#/model/transport.ts";
import { ClusterIdentities } from "./cluster-identity.ts";

const at = (port: number): Endpoint => ({ host: "etcd", port, tls: false });
const [one, two, three] = [at(1), at(2), at(3)];
const endpoints = [one, two, three];

function identities() {
  const clock = { ms: 0 };
  const known = new ClusterIdentities({ freshMs: 100, capacity: 10, now: () => clock.ms });
  const learn = (endpoint: Endpoint, clusterId: string | undefined) => known.learn(endpoint, endpoints, clusterId);
  return { clock, learn, isDue: (endpoint: Endpoint) => known.isDue(endpoint, endpoints) };
}

describe("the endpoints of a connection", () => {
  test("are asked once in a while", () => {
    const { clock, learn, isDue } = identities();
    expect(isDue(one)).toBe(true);
    learn(one, "7");
    expect(isDue(one)).toBe(false);
    expect(isDue(two)).toBe(true);
    clock.ms = 100;
    expect(isDue(one)).toBe(true);
  });

  test("are not asked again at once where they told nothing, and that is held against nobody", () => {
    const { clock, learn, isDue } = identities();
    learn(one, undefined);
    learn(two, "7");
    expect([isDue(one), isDue(two)]).toEqual([false, false]);
    clock.ms = 100;
    expect(isDue(one)).toBe(true);
  });

  test("belong to the cluster that was met first; one of another is refused by name", () => {
    const { learn } = identities();
    learn(two, "7");
    learn(three, "7");
    expect(() => learn(one, "8")).toThrow("etcd:1 belongs to a different cluster than etcd:2");
    expect(() => learn(one, "8")).toThrow("Nothing was sent there");
    learn(two, "7");
  });

  test("may all become another cluster, as after a restore", () => {
    const { learn, isDue } = identities();
    learn(one, "7");
    learn(two, "7");
    expect(() => learn(one, "8")).toThrow("a different cluster");
    // Nobody is taken at an earlier word then.
    expect([isDue(one), isDue(two)]).toEqual([true, true]);
    learn(two, "8");
    learn(one, "8");
    expect(() => learn(two, "7")).toThrow("a different cluster");
  });
});
