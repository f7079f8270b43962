import { asValue, encodeUtf8, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { MemoryEtcd } from "@etcd-explorer/shared/test/memory-etcd";
import { expect, test } from "vitest";
import { readKeyObject } from "#/lib/kubernetes/key-object.ts";
import { objectCodec } from "#/lib/kubernetes/object-codec.ts";
import { readRelated } from "./read-related.ts";

const metadata = (name: string, owner?: string) => ({
  name,
  namespace: "shop",
  uid: `uid-${name}`,
  ...(owner !== undefined && {
    ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: owner, uid: `uid-${owner}` }],
  }),
});

// As JSON, which any API server reads: what is stored as protobuf is read the same.
const objects: Readonly<Record<string, object>> = {
  "replicasets/shop/web": {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: { ...metadata("web"), ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name: "web" }] },
  },
  "pods/shop/web-1": {
    apiVersion: "v1",
    kind: "Pod",
    metadata: metadata("web-1", "web"),
    status: { phase: "Running" },
  },
  "pods/shop/web-stranger": { apiVersion: "v1", kind: "Pod", metadata: metadata("web-stranger", "other") },
  "events/shop/web.1": {
    apiVersion: "v1",
    kind: "Event",
    metadata: metadata("web.1"),
    reason: "Created",
    involvedObject: { kind: "ReplicaSet", namespace: "shop", name: "web" },
  },
  "events/shop/web.2": {
    apiVersion: "v1",
    kind: "Event",
    metadata: metadata("web.2"),
    involvedObject: { kind: "Service", namespace: "shop", name: "web" },
  },
};

async function cluster() {
  const etcd = new MemoryEtcd();
  for (const [path, object] of Object.entries(objects)) {
    const request = { key: keyFromText(`/k3s/${path}`), value: asValue(encodeUtf8(JSON.stringify(object))) };
    await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
  }
  return etcd;
}

test("what owns it, what it owns and its events are found below its own prefix, and nobody else's", async () => {
  const etcd = await cluster();
  const { kvs } = await etcd.range({ key: keyFromText("/k3s/replicasets/shop/web") });
  const found = kvs[0] && readKeyObject(kvs[0]);
  if (found === undefined) throw new Error("no object");
  expect(found.prefix).toBe("/k3s");
  const related = await readRelated(etcd, found, objectCodec);
  expect(related.hasMore).toBe(false);
  const told = related.objects.map(
    ({ relation, name, isMissing, summary }) =>
      `${relation} ${name.resource.plural} ${name.name}${isMissing ? " missing" : ""} ${summary?.status ?? ""}`,
  );
  expect(told).toEqual([
    "owner deployments web missing ",
    "owned pods web-1 Running · 0/0 ready",
    "event events web.1 Created",
  ]);
});
