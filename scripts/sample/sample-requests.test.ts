import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { expect, it } from "vitest";
import { sampleData } from "./sample-data.ts";
import { deletedKey, textKey, withLease } from "./sample-key.ts";
import { sampleRequests } from "./sample-requests.ts";

const put = (key: string, value: string, lease?: string) => ({
  request_put: { key: btoa(key), value: btoa(value), ...(lease === undefined ? {} : { lease }) },
});

it("grants leases first, then writes the versions of a key one transaction after another", () => {
  const keys = [textKey("a", "1", "2"), withLease(textKey("b", "x"), "77")];
  expect(sampleRequests({ leases: [{ leaseId: "77", ttlSeconds: 60 }], keys })).toEqual([
    { path: "/v3/lease/grant", body: { ID: "77", TTL: "60" } },
    { path: "/v3/kv/txn", body: { success: [put("a", "1"), put("b", "x", "77")] } },
    { path: "/v3/kv/txn", body: { success: [put("a", "2")] } },
  ]);
});

it("puts at most 128 operations into a transaction", () => {
  const keys = Array.from({ length: 300 }, (_, at) => textKey(`k${at}`, "v"));
  const sizes = sampleRequests({ leases: [], keys }).map(
    ({ body }) => JSON.stringify(body).split("request_put").length - 1,
  );
  expect(sizes).toEqual([128, 128, 44]);
});

it("writes a key that stands alone in a transaction of its own", () => {
  const keys = [textKey("a", "1"), { ...textKey("b", "2"), alone: true as const }, textKey("c", "3")];
  expect(sampleRequests({ leases: [], keys }).map(({ body }) => body)).toEqual([
    { success: [put("a", "1")] },
    { success: [put("b", "2")] },
    { success: [put("c", "3")] },
  ]);
});

it("deletes a key after its last version, before the next one of others", () => {
  const keys = [textKey("a", "1", "2", "3"), deletedKey(textKey("b", "x", "y"))];
  expect(sampleRequests({ leases: [], keys }).map(({ body }) => body)).toEqual([
    { success: [put("a", "1"), put("b", "x")] },
    { success: [put("a", "2"), put("b", "y")] },
    { success: [{ request_delete_range: { key: btoa("b") } }] },
    { success: [put("a", "3")] },
  ]);
});

it("starts a new transaction before one grows too large for etcd", () => {
  const value = valueFromText("x".repeat(400 * 1024));
  const keys = ["a", "b", "c"].map((name) => ({ key: keyFromText(name), versions: [value] }));
  expect(sampleRequests({ leases: [], keys })).toHaveLength(3);
});

it("needs few requests for the whole sample", () => {
  expect(sampleRequests(sampleData()).length).toBeLessThan(100);
});
