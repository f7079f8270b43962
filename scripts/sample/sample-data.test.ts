import { decodeUtf8, encodeHex } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { expect, it } from "vitest";
import { sampleData } from "./sample-data.ts";

const data = sampleData();
const byText = new Map(data.keys.map((key) => [formatKey(key.key), key]));
const last = (key: string) => byText.get(key)?.versions.at(-1);
const text = (key: string) => decodeUtf8(last(key) ?? new Uint8Array());

it("is the same every time", () => {
  expect(sampleData()).toEqual(data);
});

it("names every key once", () => {
  expect(new Set(data.keys.map((key) => encodeHex(key.key))).size).toBe(data.keys.length);
});

it("has a pool configuration at its third version", () => {
  expect(byText.get("/config/db/pool")?.versions).toHaveLength(3);
  expect(JSON.parse(text("/config/db/pool") ?? "")).toEqual({
    min: 2,
    max: 10,
    idleTimeout: "30s",
    hosts: ["db-1.internal", "db-2.internal"],
    tls: true,
  });
});

it("has an empty value, a binary value and a key that is no text", () => {
  expect(last("/config/maintenance/until")).toHaveLength(0);
  expect(last("/config/signing-key")).toHaveLength(64);
  expect(text("/config/signing-key")).toBeUndefined();
  expect(last("\\xff\\xfe\\x00/")).toHaveLength(256);
});

it("has keys beyond ASCII, and a beside /a beside a//", () => {
  for (const key of ["/config/i18n/grüße", "/config/i18n/設定", "a", "/a", "a//"]) expect(byText.has(key)).toBe(true);
});

it("has a key on a lease of a quarter of an hour, and others on leases that last a day", () => {
  const ttl = new Map(data.leases.map(({ leaseId, ttlSeconds }) => [leaseId, ttlSeconds]));
  const leased = data.keys.filter((key) => key.leaseId !== undefined);
  expect(leased.length).toBeGreaterThan(30);
  for (const key of leased) expect(ttl.has(key.leaseId ?? "")).toBe(true);
  expect(ttl.get(byText.get("/config/db/writer-lease")?.leaseId ?? "")).toBe(900);
});

it("has lease numbers that a double could not hold", () => {
  for (const { leaseId } of data.leases) expect(Number.isSafeInteger(Number(leaseId))).toBe(false);
});
