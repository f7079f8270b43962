import { expect, test } from "vitest";
import type { ObjectMap, ObjectValue } from "./object-value.ts";
import { isOwnedBy, nameOfObject, ownedResources, referencesOf } from "./references.ts";

function toMap(json: object): ObjectMap {
  const convert = (value: unknown): ObjectValue => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value === "object" && value !== null) return toMap(value);
    return typeof value === "string" || typeof value === "boolean" ? value : null;
  };
  return new Map(Object.entries(json).map(([name, value]) => [name, convert(value)]));
}

const told = (json: object) =>
  referencesOf(toMap(json)).map(
    ({ relation, to }) =>
      `${relation} ${to.resource.path}/${to.resource.isNamespaced ? `${to.namespace}/` : ""}${to.name}`,
  );

test("a Pod names its owner, node, account and volumes, each once", () => {
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: "web-1",
      namespace: "shop",
      ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", uid: "1", controller: true }],
    },
    spec: {
      nodeName: "node-1",
      serviceAccountName: "web",
      volumes: [
        { configMap: { name: "web" } },
        { configMap: { name: "web" } },
        { secret: { secretName: "tls" } },
        { emptyDir: {} },
      ],
    },
  };
  expect(told(pod)).toEqual([
    "owner replicasets/shop/web",
    "node minions/node-1",
    "service account serviceaccounts/shop/web",
    "volume configmaps/shop/web",
    "volume secrets/shop/tls",
  ]);
  const owner = nameOfObject(
    toMap({ apiVersion: "apps/v1", kind: "ReplicaSet", metadata: { name: "web", namespace: "shop" } }),
  );
  if (owner === undefined) throw new Error("no name");
  expect([
    isOwnedBy(toMap(pod), owner, "1"),
    isOwnedBy(toMap(pod), owner, "2"),
    isOwnedBy(toMap(pod), owner, ""),
  ]).toEqual([true, false, true]);
});

test("an event, a slice, a node's lease, a volume and a binding name theirs", () => {
  const metadata = { name: "a", namespace: "shop" };
  const event = {
    apiVersion: "v1",
    kind: "Event",
    metadata,
    involvedObject: { kind: "Deployment", namespace: "shop", name: "web" },
  };
  expect(told(event)).toEqual(["involved object deployments/shop/web"]);
  const slice = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { ...metadata, labels: { "kubernetes.io/service-name": "web" } },
  };
  expect(told(slice)).toEqual(["service services/specs/shop/web"]);
  const lease = {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { name: "node-1", namespace: "kube-node-lease" },
  };
  expect(told(lease)).toEqual(["node minions/node-1"]);
  const volume = {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: "v" },
    spec: { claimRef: { namespace: "shop", name: "c" } },
  };
  expect(told(volume)).toEqual(["claim persistentvolumeclaims/shop/c"]);
  const binding = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata,
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
  };
  expect(told(binding)).toEqual(["role clusterroles/view"]);
});

test("a custom object and its owner are found by a guessed path, and what has no name names nothing", () => {
  const cart = {
    apiVersion: "shop.example/v1",
    kind: "Cart",
    metadata: {
      name: "a",
      namespace: "shop",
      ownerReferences: [{ apiVersion: "shop.example/v1", kind: "Policy", name: "p" }],
    },
  };
  expect(told(cart)).toEqual(["owner shop.example/policies/shop/p"]);
  expect(nameOfObject(toMap(cart))?.resource.path).toBe("shop.example/carts");
  expect(told({})).toEqual([]);
  expect(nameOfObject(toMap({ apiVersion: "v1", kind: "Status", metadata: {} }))).toBeUndefined();
});

test("what a kind owns is looked for by its name", () => {
  const web = nameOfObject(
    toMap({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "shop" } }),
  );
  expect(web && ownedResources(web.resource).map(({ path }) => path)).toEqual(["replicasets"]);
});
