/** A registry as a Kubernetes API server lays it out: some thousands of keys, deep folders, JSON and binary values. */
import { encodeBase64, encodeUtf8, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { nodeLeaseValue, nodeValue } from "./kubernetes-binary.ts";
import { deploymentOf, eventOf, metadata, podOf, serviceOf } from "./kubernetes-objects.ts";
import { planCluster, type App, type Cluster } from "./kubernetes-plan.ts";
import type { Random } from "./random.ts";
import { textKey, type SampleKey } from "./sample-key.ts";

const object = (path: string, value: unknown) => textKey(`/registry/${path}`, JSON.stringify(value));

function podKeys(random: Random, app: App, nodes: Cluster["nodes"]): SampleKey[] {
  return Array.from({ length: app.replicas }, () => {
    const name = `${app.name}-${app.templateHash}-${random.suffix(5)}`;
    const node = nodes[random.below(nodes.length)] ?? "";
    const events = Array.from({ length: 6 }, (_, at) => {
      const eventName = `${name}.${random.hex(16)}`;
      return object(
        `events/${app.namespace}/${eventName}`,
        eventOf(random, app, name, eventName, at + random.below(2)),
      );
    });
    return [object(`pods/${app.namespace}/${name}`, podOf(random, app, name, node)), ...events];
  }).flat();
}

function appKeys(random: Random, app: App): SampleKey[] {
  const { namespace, name } = app;
  const of = (kind: string, apiVersion: string, rest: object, objectName = name) => ({
    apiVersion,
    kind,
    metadata: metadata(random, namespace, objectName),
    ...rest,
  });
  const replicaSet = `${name}-${app.templateHash}`;
  const settings = { LOG_LEVEL: "info", PORT: String(app.port), "app.properties": `name=${name}\npool.size=8\n` };
  // Made-up words: a sample must not look like somebody's credentials.
  const secret = { username: encodeBase64(encodeUtf8(name)), password: encodeBase64(encodeUtf8("only-a-sample")) };
  return [
    object(`deployments/${namespace}/${name}`, deploymentOf(random, app)),
    object(
      `replicasets/${namespace}/${replicaSet}`,
      of("ReplicaSet", "apps/v1", { spec: { replicas: app.replicas } }, replicaSet),
    ),
    object(`services/specs/${namespace}/${name}`, serviceOf(random, app)),
    object(
      `services/endpoints/${namespace}/${name}`,
      of("Endpoints", "v1", { subsets: [{ ports: [{ port: app.port }] }] }),
    ),
    object(`serviceaccounts/${namespace}/${name}`, of("ServiceAccount", "v1", {})),
    object(`configmaps/${namespace}/${name}`, of("ConfigMap", "v1", { data: settings })),
    object(`configmaps/${namespace}/${name}-dashboards`, of("ConfigMap", "v1", { data: {} }, `${name}-dashboards`)),
    object(`secrets/${namespace}/${name}`, of("Secret", "v1", { type: "Opaque", data: secret })),
  ];
}

function namespaceKeys(random: Random, namespace: string): SampleKey[] {
  const rootCa = { apiVersion: "v1", kind: "ConfigMap", metadata: metadata(random, namespace, "kube-root-ca.crt") };
  return [
    object(`namespaces/${namespace}`, {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: metadata(random, undefined, namespace),
    }),
    object(`configmaps/${namespace}/kube-root-ca.crt`, rootCa),
    object(`serviceaccounts/${namespace}/default`, {
      kind: "ServiceAccount",
      metadata: metadata(random, namespace, "default"),
    }),
  ];
}

function nodeKeys(random: Random, node: string, at: number): SampleKey[] {
  const renewals = at < 8 ? [0, 1, 2] : [0];
  return [
    { key: keyFromText(`/registry/minions/${node}`), versions: [nodeValue(random, node, at)] },
    {
      key: keyFromText(`/registry/leases/kube-node-lease/${node}`),
      versions: renewals.map((renewal) => nodeLeaseValue(random, node, renewal)),
    },
  ];
}

/** Everything below /registry/, and the key that the API server's compaction leaves beside it. */
export function kubernetesKeys(random: Random): SampleKey[] {
  const cluster = planCluster(random);
  return [
    textKey("compact_rev_key", "1", "1198004", "1201377"),
    ...cluster.nodes.flatMap((node, at) => nodeKeys(random, node, at)),
    ...cluster.namespaces.flatMap((namespace) => namespaceKeys(random, namespace)),
    ...cluster.apps.flatMap((app) => [...appKeys(random, app), ...podKeys(random, app, cluster.nodes)]),
    object("ranges/serviceips", { kind: "RangeAllocation", range: "10.96.0.0/12" }),
    object("storageclasses/standard", { kind: "StorageClass", provisioner: "csi.internal", reclaimPolicy: "Delete" }),
  ];
}
