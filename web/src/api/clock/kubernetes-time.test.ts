import { asKey, asValue, concatBytes, encodeUtf8, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease, type Revision } from "@etcd-explorer/shared/model/int64";
import type { RangeRequest } from "@etcd-explorer/shared/model/txn";
import { expect, test } from "vitest";
import { renewTimeIn } from "./kubernetes-lease.ts";
import { readKubernetesTime } from "./kubernetes-time.ts";

const noon = Date.UTC(2026, 10, 30, 12);
const rev = (value: number) => asRevision(int64(value));

function varint(value: number): Bytes {
  return value < 0x80
    ? Uint8Array.of(value)
    : concatBytes([Uint8Array.of((value % 0x80) | 0x80), varint(Math.floor(value / 0x80))]);
}
const message = (field: number, bytes: Bytes) => concatBytes([varint(field * 8 + 2), varint(bytes.length), bytes]);
const number = (field: number, value: number) => concatBytes([varint(field * 8), varint(value)]);

/** A Lease as Kubernetes stores it. */
function leaseOf(ms: number, kind = "Lease"): Bytes {
  const typeMeta = concatBytes([message(1, encodeUtf8("coordination.k8s.io/v1")), message(2, encodeUtf8(kind))]);
  const renewTime = concatBytes([number(1, Math.floor(ms / 1000)), number(2, (ms % 1000) * 1_000_000)]);
  const spec = concatBytes([message(1, encodeUtf8("node-1")), number(2, 40), message(4, renewTime)]);
  const raw = concatBytes([message(1, message(1, encodeUtf8("node-1"))), message(2, spec)]);
  return concatBytes([encodeUtf8("k8s\0"), message(1, typeMeta), message(2, raw)]);
}

test("a Lease tells when it was renewed, stored as protobuf or as JSON", () => {
  expect(renewTimeIn(leaseOf(noon + 250))).toBe(noon + 250);
  const json = {
    kind: "Lease",
    apiVersion: "coordination.k8s.io/v1",
    spec: { renewTime: "2026-11-30T12:00:00.250000Z" },
  };
  expect(renewTimeIn(encodeUtf8(JSON.stringify(json)))).toBe(noon + 250);
});

test.each([
  ["another object", leaseOf(noon, "Node")],
  ["a broken one", leaseOf(noon).subarray(0, 20)],
  ["no object", encodeUtf8("hello")],
  ["JSON of another kind", encodeUtf8('{"kind":"Node","spec":{"renewTime":"2026-11-30T12:00:00Z"}}')],
  ["JSON with another time", encodeUtf8('{"kind":"Lease","spec":{"renewTime":"yesterday"}}')],
  ["nothing", new Uint8Array()],
])("%s tells nothing", (_, value) => {
  expect(renewTimeIn(value)).toBeUndefined();
});

/** Two nodes renew their Leases in turns, at every hundredth revision, five seconds apart; the newest revision is 2000. */
function cluster(newest = 2000) {
  const asked: RangeRequest[] = [];
  const range = async (request: RangeRequest) => {
    asked.push(request);
    const last = Math.floor(Number(request.revision ?? newest) / 100);
    const kvs = [last - 1, last].map((turn) => ({
      key: asKey(encodeUtf8(`/registry/leases/kube-node-lease/node-${turn % 2}`)),
      value: asValue(leaseOf(noon + turn * 5000)),
      createRevision: rev(1),
      modRevision: rev(turn * 100),
      version: int64(turn),
      lease: noLease,
    }));
    const header = { clusterId: int64(1), memberId: int64(1), revision: rev(newest), raftTerm: int64(2) };
    return { header, kvs, count: int64(kvs.length), more: false };
  };
  return { asked, range };
}

test("the renewals before and after a revision give its time, with two small reads", async () => {
  const { asked, range } = cluster();
  expect(await readKubernetesTime({ range }, rev(1150))).toMatchObject({ kind: "about", afterMs: noon + 50_000 });
  expect(asked.map(({ limit, revision }) => [limit, revision])).toEqual([
    ["20", "1150"],
    ["20", "1650"],
  ]);
});

test("near the newest revision the newest Leases are read; where none followed, there is one bound", async () => {
  const { asked, range } = cluster();
  expect(await readKubernetesTime({ range }, rev(1950))).toEqual({
    kind: "about",
    ms: noon + 97_500,
    afterMs: noon + 90_000,
    beforeMs: noon + 105_000,
  });
  expect(asked.map(({ revision }): Revision | undefined => revision)).toEqual(["1950", undefined]);
  expect(await readKubernetesTime({ range }, rev(2000))).toEqual({ kind: "unknown", afterMs: noon + 95_000 });
});

test("a cluster without Kubernetes is asked once", async () => {
  const { asked, range } = cluster();
  const empty = async (request: RangeRequest) => ({ ...(await range(request)), kvs: [] });
  expect(await readKubernetesTime({ range: empty }, rev(1150))).toEqual({ kind: "unknown" });
  expect(asked).toHaveLength(1);
});
