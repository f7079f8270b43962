import { expect, test } from "vitest";
import { asValue, keyFromText } from "../../model/bytes.ts";
import { recordedObject } from "../../../test/kubernetes-recorded.ts";
import { int64 } from "../../model/int64.ts";
import { fakeKeyValue } from "../../../test/fake-scan-etcd.ts";
import { estimateCost, isCostly } from "./find-cost.ts";

const answer = (count: number, valueBytes: number) => ({
  kvs: [fakeKeyValue(keyFromText("/registry/pods/ns-1/pod-0001"), asValue(new Uint8Array(valueBytes)))],
  more: true,
  count: int64(count),
});

test("a million keys cost some 150 MB and seconds, and must be confirmed", () => {
  const cost = estimateCost(answer(1_000_000, 0));
  expect(cost.sizeBytes).toBeGreaterThan(120_000_000);
  expect(cost.sizeBytes).toBeLessThan(160_000_000);
  expect(cost.durationMs).toBeGreaterThan(4000);
  expect(cost.durationMs).toBeLessThan(10_000);
  expect(isCostly(cost)).toBe(true);
});

test("a few keys are free, unless their values are large", () => {
  expect(isCostly(estimateCost(answer(200, 0)))).toBe(false);
  expect(isCostly(estimateCost(answer(200, 1_000_000)))).toBe(true);
  expect(isCostly(estimateCost(answer(50_001, 0)))).toBe(true);
});

test("nothing costs nothing", () => {
  expect(estimateCost({ kvs: [], more: false, count: int64(0) })).toEqual({
    keys: 0,
    sizeBytes: 0,
    durationMs: 0,
    objects: 0,
  });
});

test("decoding the objects of Kubernetes among the values counts", () => {
  const { stored } = recordedObject("Pod");
  const kvs = [
    fakeKeyValue(keyFromText("/registry/pods/a"), stored),
    fakeKeyValue(keyFromText("/b"), asValue(stored.slice(1))),
  ];
  const cost = estimateCost({ kvs, more: true, count: int64(200_000) });
  const plain = estimateCost({
    kvs: kvs.map(({ key }) => fakeKeyValue(key, asValue(stored.slice(1)))),
    more: true,
    count: int64(200_000),
  });
  expect(cost.objects).toBe(100_000);
  expect(plain.objects).toBe(0);
  expect(cost.durationMs - plain.durationMs).toBeGreaterThan((stored.length * 100_000) / 12_000);
});
