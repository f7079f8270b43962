import { X509Certificate } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { builtinFacts } from "@etcd-explorer/shared/kubernetes/builtin-facts";
import { formatJson } from "@etcd-explorer/shared/kubernetes/json-text";
import { isStoredObject } from "@etcd-explorer/shared/kubernetes/object-magic";
import { findUneditable, readStoredObject } from "@etcd-explorer/shared/kubernetes/stored-object";
import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { expect, it } from "vitest";
import { eventLeaseId } from "../leases.ts";
import { createRandom } from "../random.ts";
import { registryKeys } from "./registry-keys.ts";

const keys = registryKeys(createRandom(1)).map((key) => ({ ...key, path: formatKey(key.key) }));
const registry = keys.filter(({ path }) => path.startsWith("/registry/"));

interface Read {
  readonly apiVersion: string;
  readonly kind: string;
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: { readonly renewTime?: string };
  readonly metadata: {
    readonly uid?: string;
    readonly name?: string;
    readonly creationTimestamp?: string;
    readonly ownerReferences?: readonly { readonly uid: string; readonly kind: string }[];
  };
}

function read(value: Value | undefined): Read {
  const object = readStoredObject(value ?? new Uint8Array(), builtinFacts);
  const text = object.kind === "object" ? formatJson(object.value) : decodeUtf8(value ?? new Uint8Array());
  const json: Read = JSON.parse(text ?? "");
  return json;
}

const isEncrypted = (value: Value | undefined) => decodeUtf8(value?.subarray(0, 8) ?? new Uint8Array()) === "k8s:enc:";
const objects = registry
  .filter(({ versions }) => !isEncrypted(versions.at(-1)))
  .map(({ path, versions }) => ({ path, object: read(versions.at(-1)) }));
const at = (path: string) => objects.find((each) => each.path === `/registry/${path}`)?.object;
const dataOf = (path: string, name: string) => Buffer.from(at(`secrets/${path}`)?.data?.[name] ?? "", "base64");

it("has objects that are read whole and can be edited, in every version", () => {
  const stored = registry.flatMap(({ versions }) => versions).filter((value) => isStoredObject(value));
  expect(stored.length).toBeGreaterThan(registry.length);
  for (const value of stored) {
    const object = readStoredObject(value, builtinFacts);
    expect(object).toMatchObject({ kind: "object", unknownFields: 0 });
    expect(object.kind === "object" && findUneditable(value, object, builtinFacts)).toBeUndefined();
  }
});

it("keeps definitions of resources, their objects and API services as JSON, and everything else as protobuf", () => {
  const json = registry.filter(({ versions }) => !versions.every((value) => isStoredObject(value)));
  expect(new Set(json.map(({ path }) => path.split("/").slice(2, -1).join("/")))).toEqual(
    new Set([
      "secrets/payments",
      "apiregistration.k8s.io/apiservices",
      "apiextensions.k8s.io/customresourcedefinitions",
      "shop.example.com/backups/shop",
    ]),
  );
  expect(registry.filter(({ versions }) => isEncrypted(versions[0]))).toHaveLength(1);
});

it("has the kinds of a cluster, and owners that exist", () => {
  const kinds = new Set(objects.map(({ object }) => object.kind));
  const wanted =
    "Pod ReplicaSet Deployment DaemonSet StatefulSet CronJob Job Service Endpoints EndpointSlice ConfigMap Secret Event " +
    "Lease Node Namespace ServiceAccount ClusterRole RoleBinding CustomResourceDefinition Backup APIService " +
    "PriorityClass FlowSchema PriorityLevelConfiguration";
  for (const kind of wanted.split(" ")) expect(kinds).toContain(kind);
  const uids = new Map(objects.map(({ object }) => [object.metadata.uid, object.kind]));
  const owned = objects.flatMap(({ object }) => object.metadata.ownerReferences ?? []);
  expect(owned.length).toBeGreaterThan(100);
  for (const { uid, kind } of owned) expect(uids.get(uid)).toBe(kind);
});

it("is of these days: nothing is from the future, and leases were renewed within the minute", () => {
  const [now, yearMs] = [Date.now(), 365 * 86_400_000];
  for (const { object } of objects) {
    const created = Date.parse(object.metadata.creationTimestamp ?? new Date(now).toISOString());
    expect(created).toBeLessThanOrEqual(now);
    expect(now - created).toBeLessThan(yearMs);
    if (object.kind !== "Lease") continue;
    expect(Math.abs(now - Date.parse(object.spec?.renewTime ?? ""))).toBeLessThan(60_000);
  }
});

it("has a release of Helm, a certificate and a token that open, and no private key", () => {
  const packed = dataOf("observability/sh.helm.release.v1.grafana.v2", "release").toString();
  expect(JSON.parse(gunzipSync(Buffer.from(packed, "base64")).toString())).toMatchObject({
    name: "grafana",
    version: 2,
  });
  const certificate = new X509Certificate(dataOf("shop/shop-example-com-tls", "tls.crt"));
  expect(certificate.subject).toContain("O=etcd explorer sample");
  expect(certificate.validToDate.getUTCFullYear()).toBeGreaterThan(2050);
  const token = dataOf("shop/deployer-token", "token").toString().split(".");
  expect(JSON.parse(Buffer.from(token[1] ?? "", "base64url").toString())).toMatchObject({
    sub: "system:serviceaccount:shop:deployer",
  });
  for (const { object } of objects) expect(JSON.stringify(object)).not.toContain("PRIVATE KEY");
});

it("has events on the lease of an hour, fewer than an API server puts on one", () => {
  const leased = keys.filter(({ leaseId }) => leaseId !== undefined);
  expect(leased.every(({ path, leaseId }) => path.startsWith("/registry/events/") && leaseId === eventLeaseId)).toBe(
    true,
  );
  expect(leased.length).toBeGreaterThan(300);
  expect(leased.length).toBeLessThan(1000);
});

it("has a history: deployments rolled out and scaled, pods from pending on, and a key that was deleted", () => {
  const versions = (folder: string) =>
    keys.filter(({ path }) => path.startsWith(folder)).map((key) => key.versions.length);
  expect(versions("/registry/deployments/")).toContain(4);
  expect(new Set(versions("/registry/pods/shop/"))).toEqual(new Set([1, 2]));
  expect(keys.filter(({ isDeleted }) => isDeleted).map(({ path }) => path)).toEqual([
    "/registry/configmaps/shop/storefront-banner",
  ]);
});
