import { describe, expect, test } from "vitest";
import type { Endpoint } from "#/transport.ts";
import { DeadEndpoints } from "./dead-endpoints.ts";

const all = ["a", "b", "c"].map((host): Endpoint => ({ host, port: 2379, tls: true }));

function memory(capacity = 8) {
  const clock = { nowMs: 1_000 };
  return { clock, dead: new DeadEndpoints({ deadMs: 100, capacity, now: () => clock.nowMs }) };
}
const hosts = (endpoints: readonly Endpoint[]) => endpoints.map(({ host }) => host).join("");
const at = (index: number): Endpoint => all[index] ?? { host: "none", port: 0, tls: false };

describe("dead endpoints", () => {
  test("are tried last, among themselves in their own order", () => {
    const { dead } = memory();
    expect(hosts(dead.order(all))).toBe("abc");
    dead.add(at(1));
    dead.add(at(0));
    expect(hosts(dead.order(all))).toBe("cab");
  });

  test("are forgotten after their time, and when they are dialled again", () => {
    const { dead, clock } = memory();
    dead.add(at(0));
    clock.nowMs += 99;
    expect(hosts(dead.order(all))).toBe("bca");
    clock.nowMs += 1;
    expect(hosts(dead.order(all))).toBe("abc");
    dead.add(at(0));
    dead.delete(at(0));
    expect(hosts(dead.order(all))).toBe("abc");
  });

  test("are no more than the memory holds, the latest ones", () => {
    const { dead } = memory(1);
    dead.add(at(0));
    dead.add(at(1));
    expect(hosts(dead.order(all))).toBe("acb");
  });

  test("leave another way to the same address alone", () => {
    const { dead } = memory();
    dead.add(at(0));
    const others = [{ ...at(0), tls: false }, { ...at(0), binding: "ETCD0" }, at(1)];
    expect(dead.order(others)).toEqual(others);
  });
});
