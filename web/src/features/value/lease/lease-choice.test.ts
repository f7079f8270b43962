import { describe, expect, test } from "vitest";
import { noLease, parseLeaseHex } from "@etcd-explorer/shared/model/int64";
import { isPresentLease, letsExpire, noLeaseChosen, parseLeaseChoice, type LeaseChoice } from "./lease-choice.ts";

const existing = (idText: string) => parseLeaseChoice({ ...noLeaseChosen, kind: "existing", idText });
const granted = (ttlText: string) => parseLeaseChoice({ ...noLeaseChosen, kind: "new", ttlText });

describe("a choice of lease", () => {
  test("takes IDs in hex as etcdctl prints them, exact at any size", () => {
    expect(existing(" 694d9f6bd0c3c50a ")).toEqual({ kind: "attach", lease: "7587896232601961738" });
    expect(existing("0x7fffffffffffffff")).toEqual({ kind: "attach", lease: "9223372036854775807" });
    for (const wrong of ["", "0", "lease", "1".repeat(17)]) expect(existing(wrong)).toHaveProperty("error");
  });

  test("grants what etcd grants", () => {
    expect(granted("9,000,000,000")).toEqual({ kind: "grant", request: { ttlSeconds: 9_000_000_000n } });
    for (const wrong of ["", "0", "1.5", "-1", "9000000001"]) expect(granted(wrong)).toHaveProperty("error");
  });

  test("keeps or removes without more to ask", () => {
    expect(parseLeaseChoice({ ...noLeaseChosen, kind: "keep" })).toEqual({ kind: "keep" });
    expect(parseLeaseChoice(noLeaseChosen)).toEqual({ kind: "attach", lease: "0" });
  });
});

const choose = (kind: LeaseChoice["kind"], idText = "") => ({ ...noLeaseChosen, kind, idText });

test("what is chosen is compared with what is: only a key that lasts is let expire", () => {
  const lease = parseLeaseHex("2a") ?? noLease;
  expect(isPresentLease(choose("none"), noLease)).toBe(true);
  expect(isPresentLease(choose("keep"), lease)).toBe(true);
  expect(isPresentLease(choose("existing", "2a"), lease)).toBe(true);
  expect(isPresentLease(choose("new"), noLease)).toBe(false);
  expect(isPresentLease(choose("existing", "zz"), lease)).toBe(false);
  expect(letsExpire({ kind: "grant", request: { ttlSeconds: 60n } }, noLease)).toBe(true);
  expect(letsExpire({ kind: "attach", lease }, noLease)).toBe(true);
  expect(letsExpire({ kind: "attach", lease: noLease }, noLease)).toBe(false);
  expect(letsExpire({ kind: "grant", request: { ttlSeconds: 60n } }, lease)).toBe(false);
});
