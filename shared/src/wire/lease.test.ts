import { expect, test } from "vitest";
import { keyFromText } from "../model/bytes.ts";
import { asLeaseId, int64, parseLeaseId } from "../model/int64.ts";
import {
  decodeLeaseGrantResponse,
  decodeLeaseKeepAliveResponse,
  decodeLeasesResponse,
  decodeLeaseTimeToLiveResponse,
  encodeLeaseGrantRequest,
  encodeLeaseRevokeRequest,
  encodeLeaseTimeToLiveRequest,
} from "./lease.ts";

const largest = parseLeaseId("9223372036854775807") ?? asLeaseId(int64(0));

test("requests carry ID and TTL in etcd's spelling, as text", () => {
  expect(encodeLeaseGrantRequest({ ttlSeconds: 60n })).toEqual({ TTL: "60" });
  expect(encodeLeaseGrantRequest({ ttlSeconds: 60n, id: largest })).toEqual({ TTL: "60", ID: "9223372036854775807" });
  expect(encodeLeaseRevokeRequest(largest)).toEqual({ ID: "9223372036854775807" });
  expect(encodeLeaseTimeToLiveRequest(largest, true)).toEqual({ ID: "9223372036854775807", keys: true });
  expect(encodeLeaseTimeToLiveRequest(largest, false)).toEqual({ ID: "9223372036854775807" });
});

// The answers are those that etcd 3.4.23 and 3.5.30 gave.
test("answers are read exactly, and a lease that is not there has less than no time left", () => {
  expect(decodeLeaseGrantResponse({ header: {}, ID: "9223372036854775807", TTL: "300" })).toEqual({
    id: largest,
    ttlSeconds: 300n,
  });
  expect(
    decodeLeaseTimeToLiveResponse({ ID: "9223372036854775807", TTL: "59", grantedTTL: "60", keys: ["YQ=="] }),
  ).toEqual({ id: largest, ttlSeconds: 59n, grantedTtlSeconds: 60n, keys: [keyFromText("a")] });
  expect(decodeLeaseTimeToLiveResponse({ ID: "1", TTL: "-1" })).toMatchObject({ ttlSeconds: -1n, keys: [] });
  expect(decodeLeasesResponse({ leases: [{ ID: "7587854612027467777" }, { ID: "9223372036854775807" }] })).toEqual([
    "7587854612027467777",
    "9223372036854775807",
  ]);
  expect(decodeLeasesResponse({ header: {} })).toEqual([]);
  expect(() => decodeLeaseTimeToLiveResponse({ ID: "1", keys: ["?"] })).toThrow("keys");
});

test("a keep-alive tells the seconds that the lease has again, and none for one that is gone", () => {
  expect(decodeLeaseKeepAliveResponse({ result: { ID: "7", TTL: "60" } })).toBe(60n);
  expect(decodeLeaseKeepAliveResponse({ result: { ID: "1" } })).toBe(0n);
  expect(() => decodeLeaseKeepAliveResponse({})).toThrow("the response to a keep-alive is not an object");
});
